// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;

/**
 * The steps of {@code do_munmap} in Linux 4.18, a class for each of its functions. Strategies
 * differ in the order of these steps and in the lock that is held for each.
 */
public final class Munmap {
  private final TaskStruct task;
  private final MmStruct mm;
  private final RangeLookup range;
  private final Munlock munlock;
  private final Detach detach;
  private final UnmapSpecials specials;
  private final UnmapVmas unmapVmas;
  private final FreePgtables freePgtables;
  private final RemoveVmas removeVmas;

  /** The steps for a task, on its own address space. */
  public Munmap(TaskStruct task) {
    this(task, task.mm());
  }

  /** The steps for a task on an address space without users. */
  public Munmap(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.range = RangeLookup.of(task, mm);
    this.munlock = Munlock.of(task, mm);
    this.detach = Detach.of(task, mm);
    this.specials = new UnmapSpecials(mm);
    this.unmapVmas = UnmapVmas.of(task, mm);
    this.freePgtables = new FreePgtables(mm, detach);
    this.removeVmas = RemoveVmas.of(task, mm);
  }

  /** 0 or {@code -EINVAL}, as the sanity check of munmap(2). */
  public static int checkRange(long start, long length) {
    boolean valid = Addr.isPageAligned(start) && Addr.inUserSpace(start, length);
    return valid && Addr.pageAlign(length) != 0 ? 0 : -Errno.EINVAL;
  }

  /** The lookup of the VMAs, and their split. */
  public RangeLookup range() {
    return range;
  }

  /** The end of their mlock. */
  public Munlock munlock() {
    return munlock;
  }

  /** Their way out of the tree. */
  public Detach detach() {
    return detach;
  }

  /** What is done for VMAs of special kinds. */
  public UnmapSpecials specials() {
    return specials;
  }

  /** The end of their pages. */
  public UnmapVmas unmapVmas() {
    return unmapVmas;
  }

  /** The end of their page tables. */
  public FreePgtables freePgtables() {
    return freePgtables;
  }

  /** The architecture's hook, and the end of the VMAs. */
  public RemoveVmas removeVmas() {
    return removeVmas;
  }

  /** Opens a gather. */
  public MmuGather tlbGather() {
    return MmuGather.of(task, mm);
  }

  /** A point at which the CPU may be given back; mmap_sem may be held, a spin lock may not. */
  public void condResched() {
    mm.machine().kernelMode().condResched();
    mm.machine().step(StepKind.GAP, 0, Access.NONE);
  }

  /** Zap, free tables, flush ({@code unmap_region}). */
  void unmapRegion(VmaRange span) {
    MmuGather gather = tlbGather();
    unmapVmas.unmap(gather, span);
    freePgtables.free(gather, span);
    gather.finish();
  }

  /** The regular do_munmap: all of it with mmap_sem held for writing. */
  public int doMunmap(long start, long length, UnmapEvents events) {
    int error = checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange span = range.lookupAndSplit(start, length);
    if (span.error() != 0 || span.isEmpty()) {
      return span.error();
    }
    error = events.prep(span);
    if (error != 0) {
      return error;
    }
    munlock.munlock(span);
    detach.detach(span);
    unmapRegion(span);
    removeVmas.archUnmap(span);
    events.removed(span);
    removeVmas.remove(span);
    return 0;
  }
}
