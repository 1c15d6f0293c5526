// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.TreeSet;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;

/**
 * The reservation of one hugetlb mapping: pages promised at mmap and consumed by the first fault on
 * each. The pieces of a split VMA have it in common. Of a private mapping it belongs to the process
 * that mapped; a shared mapping's belongs to the file, and goes with the last VMA that maps it.
 */
public class HugeMapping implements VmOperations {
  /** How it is made. */
  public static final Part<Maker> PART = Part.of("the mapping of huge pages", HugeMapping::new);

  /** Makes the reservation of one mapping. */
  public interface Maker {
    /** Of a private mapping of a file of huge pages, or a shared one; promised or not. */
    HugeMapping make(Kernel kernel, Inode inode, boolean shared, boolean reserves);
  }

  private static final long PAGES_PER_HUGE = Addr.pages(Addr.PMD_SIZE);

  private final Kernel kernel;
  private final HugetlbPool pool;
  private final Inode inode;
  private final boolean shared;
  private final boolean reserves;
  private final TreeSet<Long> consumed = new TreeSet<>();
  private int users;

  /** The reservation of a new mapping. */
  static HugeMapping make(Kernel kernel, Inode inode, boolean shared, boolean reserves) {
    return kernel.parts().maker(PART).make(kernel, inode, shared, reserves);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #make}. */
  protected HugeMapping(Kernel kernel, Inode inode, boolean shared, boolean reserves) {
    this.kernel = kernel;
    this.pool = kernel.hugetlb();
    this.inode = inode;
    this.shared = shared;
    this.reserves = reserves;
  }

  /** The mapping of a VMA of huge pages. */
  public static HugeMapping of(VmArea vma) {
    if (vma.ops() instanceof HugeMapping mapping) {
      return mapping;
    }
    throw new IllegalStateException("VMA " + vma.describe() + " maps no huge pages");
  }

  /** What a forked child's VMA gets: nothing is promised to the copy of a private mapping. */
  public HugeMapping withoutReservation() {
    return shared ? this : make(kernel, inode, false, false);
  }

  boolean isShared() {
    return shared;
  }

  /** Takes a page for an offset; false if the pool is exhausted. */
  boolean takePage(long pgoff) {
    boolean promised = reserves && consumed.add(pgoff);
    return pool.take(promised);
  }

  /** A page could not be copied, since the pool is exhausted. */
  void noteCopyRefused() {
    if (reserves) {
      pool.noteOwnerRefused();
    }
  }

  /**
   * The mapping lets go of a page. Of a private mapping it is promised again, and the pool counts
   * that when the page comes back: a child may have it for longer ({@code
   * folio_set_hugetlb_restore_reserve}).
   */
  void restore(long pgoff, int frame) {
    if (!shared && reserves && consumed.remove(pgoff)) {
      pool.promiseWhenBack(frame);
    }
  }

  @Override
  public int maySplit(VmArea vma, long address) {
    boolean within = (address & (Addr.PMD_SIZE - 1)) != 0;
    return within ? -Errno.EINVAL : 0;
  }

  @Override
  public void open(VmArea vma) {
    users++;
  }

  /** Gives back the reservations of untouched pages, and a shared file's pages. */
  @Override
  public void close(VmArea vma) {
    users--;
    if (!shared) {
      unreserve(vma.pgoff(), vma.pages());
    } else if (users == 0) {
      int cpu = vma.mm().machine().running().cpu();
      pool.release(() -> releaseFile(cpu));
    }
  }

  private void releaseFile(int cpu) {
    unreserve(0, Addr.pages(inode.size()));
    inode.cache().drop(0, Long.MAX_VALUE, cpu);
  }

  private void unreserve(long first, long pages) {
    if (reserves) {
      int used = consumed.subSet(first, first + pages).size();
      pool.unreserve((int) (pages / PAGES_PER_HUGE) - used);
    }
  }

  @Override
  public boolean hasClose() {
    return true;
  }
}
