// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;

/**
 * A segment of SysV shared memory: a file without a name, and the number of VMAs that map it. It
 * goes when it has been removed and no process maps it.
 */
public class ShmSegment implements VmOperations {
  /** How it is made. */
  public static final Part<BiFunction<Kernel, Long, ShmSegment>> PART =
      Part.of("the SysV segment", ShmSegment::new);

  private final Inode inode;
  private int attached;
  private boolean removed;

  /** Makes a segment of some bytes ({@code shmget}). */
  public static ShmSegment of(Kernel kernel, long size) {
    return kernel.parts().maker(PART).apply(kernel, size);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected ShmSegment(Kernel kernel, long size) {
    this.inode = new Inode(kernel, Inode.Kind.SHMEM, size);
    inode.setMappingOperations(this);
    kernel.add(this);
  }

  /** The inode that holds its pages. */
  public Inode inode() {
    return inode;
  }

  /** Number of VMAs that map it ({@code shm_nattch}). */
  public int attached() {
    return attached;
  }

  /** Whether it is no more: removed, and not mapped anywhere. */
  public boolean isGone() {
    return removed && attached == 0;
  }

  /** Marks it for removal ({@code IPC_RMID}). */
  public void remove(int cpu) {
    removed = true;
    dropIfUnused(cpu);
  }

  /** Keeps it while shmat(2) maps it, perhaps over its last mapping. */
  public void hold() {
    attached++;
  }

  /** What {@link #hold} kept may go. */
  public void release(int cpu) {
    attached--;
    dropIfUnused(cpu);
  }

  @Override
  public void open(VmArea vma) {
    attached++;
  }

  @Override
  public void close(VmArea vma) {
    release(vma.mm().machine().running().cpu());
  }

  private void dropIfUnused(int cpu) {
    if (isGone()) {
      inode.cache().drop(0, Long.MAX_VALUE, cpu);
    }
  }

  @Override
  public boolean hasClose() {
    return true;
  }
}
