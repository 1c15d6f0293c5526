// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.config.Defect;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * The steps of {@code do_munmap} in Linux 4.18, one method each. Who calls them in which order, and
 * under which lock, is what strategies differ in.
 */
public class Munmap {
  /** How the steps are made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, Munmap>> PART =
      Part.of("munmap", Munmap::new);

  private final TaskStruct task;
  private final MmStruct mm;
  private final Machine machine;

  /** Null on an architecture whose hook does nothing. */
  private final HookLedger hookLedger;

  /** The steps for a task, on its own address space. */
  public static Munmap of(TaskStruct task) {
    return of(task, task.mm());
  }

  /** The steps for a task on an address space that nobody uses any more. */
  public static Munmap of(TaskStruct task, MmStruct mm) {
    return task.kernel().parts().maker(PART).apply(task, mm);
  }

  /** As {@link #of}, which everybody calls but a part that does one step otherwise. */
  protected Munmap(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.machine = task.machine();
    this.hookLedger = mm.bounds() == null ? null : new HookLedger(mm);
  }

  /** 0 or {@code -EINVAL}, as the sanity check of munmap(2). */
  public static int checkRange(long start, long length) {
    boolean valid = Addr.isPageAligned(start) && Addr.inUserSpace(start, length);
    return valid && Addr.pageAlign(length) != 0 ? 0 : -Errno.EINVAL;
  }

  /** The VMAs that overlap the range, uncut. */
  public VmaSpan lookup(long start, long length) {
    long end = start + Addr.pageAlign(length);
    List<VmArea> found = new ArrayList<>(2);
    for (VmArea vma = mm.vmas().find(start); vma != null && vma.start() < end; ) {
      found.add(vma);
      vma = mm.vmas().atOrAfter(vma.end());
    }
    return new VmaSpan(start, end, 0, below(found), found);
  }

  /** The VMAs from a given one to the end of the range; the given one in any case. */
  public VmaSpan rangeFrom(VmArea first, long start, long length) {
    long end = start + Addr.pageAlign(length);
    List<VmArea> list = new ArrayList<>(2);
    VmArea vma = first;
    do {
      list.add(vma);
      vma = mm.vmas().atOrAfter(vma.end());
    } while (vma != null && vma.start() < end);
    return new VmaSpan(start, end, 0, below(list), list);
  }

  private VmArea below(List<VmArea> vmas) {
    return vmas.isEmpty() ? null : mm.vmas().before(vmas.get(0).start());
  }

  /** Finds the VMAs of the range and splits the first and the last where the range cuts them. */
  public VmaSpan lookupAndSplit(long start, long length) {
    VmaSpan uncut = lookup(start, length);
    if (uncut.isEmpty()) {
      return uncut;
    }
    int error = split(uncut);
    if (error != 0) {
      return VmaSpan.failed(start, uncut.end(), error);
    }
    VmaSpan cut = lookup(start, length);
    return mm.kernel().has(Defect.B_04) ? cut.after(uncut.previous()) : cut;
  }

  /**
   * Cuts the first VMA, and the last if none before it is sealed; a cut that was made stays even if
   * nothing can be unmapped.
   */
  private int split(VmaSpan span) {
    VmArea first = span.first();
    if (span.start() > first.start()) {
      int error = splitFirst(span, first);
      if (error != 0) {
        return error;
      }
    }
    for (VmArea vma : lookup(span.start(), span.end() - span.start()).vmas()) {
      if (vma.has(VmFlags.VM_SEALED)) {
        return -Errno.EPERM;
      }
      if (vma.end() > span.end()) {
        return VmaSplit.split(mm, vma, span.end(), true);
      }
    }
    return 0;
  }

  private int splitFirst(VmaSpan span, VmArea first) {
    boolean cutsMiddle = span.end() < first.end();
    if (cutsMiddle && mm.vmas().size() >= mm.kernel().params().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return first.has(VmFlags.VM_SEALED)
        ? -Errno.EPERM
        : VmaSplit.split(mm, first, span.start(), false);
  }

  /**
   * Uncounts and unlocks the locked VMAs, before anything is zapped. Where VMAs have locks of their
   * own, they stay VM_LOCKED and the zap unlocks their pages.
   */
  public void munlock(VmaSpan span) {
    if (mm.kernel().perVmaLocks()) {
      uncountLocked(span);
      return;
    }
    for (VmArea vma : span.vmas()) {
      if (vma.has(VmFlags.VM_LOCKED)) {
        munlock(vma);
      }
    }
  }

  /** Takes the mlock off a VMA. */
  protected void munlock(VmArea vma) {
    uncountLocked(vma);
    clearLocked(vma);
    Mlock.unlockPages(vma);
  }

  /** Takes the pages of a locked VMA out of locked_vm. */
  protected void uncountLocked(VmArea vma) {
    mm.counters().addLocked(-vma.pages());
  }

  /** Clears VM_LOCKED. */
  protected void clearLocked(VmArea vma) {
    vma.setFlags(vma.flags() & ~VmFlags.VM_LOCKED_MASK);
  }

  /** Takes the locked pages of the VMAs off the mm's count. */
  public void uncountLocked(VmaSpan span) {
    for (VmArea vma : span.vmas()) {
      if (vma.has(VmFlags.VM_LOCKED)) {
        mm.counters().addLocked(-vma.pages());
      }
    }
  }

  /** Keeps faults out of a VMA ({@code vma_start_write}). */
  public void startWrite(VmArea vma) {
    vma.startWrite();
  }

  /** Says that a VMA is being taken out of the tree, or stays after all. */
  public void markDetached(VmArea vma, boolean on) {
    vma.lock().markDetached(on);
  }

  /**
   * Takes all VMAs of the range out of the tree in one store; fails without a change if there is no
   * memory for it.
   *
   * @param span the VMAs that the caller has collected there
   */
  public int clearTree(VmaSpan span) {
    if (mm.kernel().allocationFails()) {
      return -Errno.ENOMEM;
    }
    mm.vmas().clear(span.start(), span.end());
    takeOver(span);
    return 0;
  }

  /** The pages of a range are the current task's to unmap, whether or not its VMAs can be found. */
  public void takeOver(VmaSpan span) {
    mm.vmas().own(span);
    span.setDetached();
    if (!span.isZapped()) {
      mm.addUnzappedRanges(1);
    }
  }

  /** Whether memory for an entry of a tree beside the main one cannot be had. */
  public boolean cannotStore() {
    return mm.kernel().allocationFails();
  }

  /** The VMA above another one, or null. */
  public VmArea next(VmArea vma) {
    machine.step(StepKind.TREE_READ, mm.id(), Access.READ);
    return mm.vmas().atOrAfter(vma.end());
  }

  /** The VMA below an address at which one starts, or null. */
  public VmArea before(long start) {
    machine.step(StepKind.TREE_READ, mm.id(), Access.READ);
    return mm.vmas().before(start);
  }

  /**
   * Takes the VMAs out of the tree: nobody finds them from here on. Where VMAs have locks of their
   * own, faults in them are waited for first.
   */
  public void detach(VmaSpan span) {
    if (mm.kernel().perVmaLocks()) {
      for (VmArea vma : span.vmas()) {
        vma.startWrite();
        vma.lock().markDetached(true);
      }
      mm.vmas().clear(span.start(), span.end());
      takeOver(span);
      return;
    }
    for (VmArea vma : span.vmas()) {
      mm.vmas().erase(vma);
    }
    cutFromList(span);
    updateRoom(span);
    invalidateLookups();
    takeOver(span);
  }

  /** Takes the VMAs out of the list. */
  protected void cutFromList(VmaSpan span) {
    mm.vmas().cut(span.previous(), span.last());
  }

  /** Tells the search for room that there is more of it. */
  protected void updateRoom(VmaSpan span) {
    mm.vmas().updateRoomAbove(span.end());
  }

  /** Makes the lookup caches forget the VMAs. */
  protected void invalidateLookups() {
    mm.invalidateVmacache();
  }

  /** Whether a stack is next above the range, which could grow into it once it is empty. */
  public boolean neighbourCanGrow(VmaSpan span) {
    machine.step(StepKind.TREE_READ, mm.id(), Access.READ);
    VmArea next = mm.vmas().atOrAfter(span.end());
    return next != null && next.has(VmFlags.VM_GROWSDOWN);
  }

  /** Takes all VMAs out of the tree at once, for the last exit. */
  void detachAll(VmaSpan span) {
    if (mm.kernel().recyclesVmas()) {
      // A fault in another mm may have found one that was used again, and be about to leave.
      span.vmas().forEach(VmArea::startWrite);
    }
    mm.vmas().clear();
    span.setDetached();
    mm.addUnzappedRanges(1);
    mm.invalidateVmacache();
  }

  /** Sets VM_DEAD on the VMAs. */
  public void markDead(VmaSpan span) {
    machine.step(StepKind.TREE_WRITE, mm.id(), Access.WRITE);
    for (VmArea vma : span.vmas()) {
      vma.setFlags(vma.flags() | VmFlags.VM_DEAD);
      forgetSpecial(vma);
    }
  }

  /** Splits a VMA at an address, within the limit of VMAs or not as the caller has tested. */
  public int splitVma(VmArea vma, long address, boolean newBelow) {
    return VmaSplit.split(mm, vma, address, newBelow);
  }

  /** The architecture's hook. */
  public void archUnmap(VmaSpan span) {
    archUnmap(span.start(), span.end());
  }

  /** As the other, on a range of which nothing has been looked up yet. */
  public void archUnmap(long start, long end) {
    mm.coverage().pause(true);
    machine.step(StepKind.HOOK, mm.id(), Access.NONE);
    if (hookLedger != null) {
      hookLedger.hookRuns(start, end);
      mm.bounds().unmapped(task, start, end);
    }
    mm.coverage().pause(false);
  }

  /** The munmap has succeeded: the hook must have been called as rule F-H has it. */
  public void checkHook() {
    if (hookLedger != null) {
      hookLedger.check();
    }
  }

  /** A point at which the CPU may be given back; mmap_sem may be held, a spin lock may not. */
  public void condResched() {
    machine.condResched();
    machine.step(StepKind.GAP, 0, Access.NONE);
  }

  /** Opens a gather. */
  public MmuGather tlbGather() {
    return MmuGather.of(task, mm);
  }

  /** Zaps the pages of the VMAs ({@code unmap_vmas}). */
  public void unmapVmas(MmuGather gather, VmaSpan span) {
    unmapVmas(gather, span, false);
  }

  /**
   * As the other; skips what {@link #forgetSpecials} does if told so, as series v5 and v6 have it.
   */
  public void unmapVmas(MmuGather gather, VmaSpan span, boolean skipSpecials) {
    zapNotified(gather, span, skipSpecials);
  }

  /** Zaps between the start and the end that the notifiers are told. */
  protected void zapNotified(MmuGather gather, VmaSpan span, boolean skipSpecials) {
    mm.notifiers().start(span.start(), span.end());
    zap(gather, span, skipSpecials);
    mm.notifiers().end();
  }

  /** Zaps the pages of the VMAs and tells nobody. */
  protected final void zap(MmuGather gather, VmaSpan span, boolean skipSpecials) {
    Zap zap = new Zap(task, gather, false);
    for (VmArea vma : span.vmas()) {
      long from = Math.max(vma.start(), span.start());
      long to = Math.min(vma.end(), span.end());
      if (HugetlbSharing.concerns(vma)) {
        // Nobody may join in its page tables between the zap and the mark that it goes.
        Inode.guarding(vma, () -> zap(zap, vma, from, to, skipSpecials));
      } else {
        zap(zap, vma, from, to, skipSpecials);
      }
      lastOfPages(gather, vma);
    }
    if (span.isDetached() && !span.isZapped()) {
      mm.addUnzappedRanges(-1);
    }
    span.setZapped();
  }

  /** What is to be done for a VMA once its pages are gone. */
  private void lastOfPages(MmuGather gather, VmArea vma) {
    if (mm.kernel().has(Defect.E_06)) {
      vma.setFlags(vma.flags() & ~VmFlags.VM_SHARED);
    }
    if (vma.isPfnmap() && !mm.kernel().has(Defect.C_11)) {
      // Once it has left the reverse map, its driver takes the page frames for its own again.
      gather.flushTlb(false);
    }
  }

  /**
   * What munmap does for VMAs of special kinds beside clearing their pages: it notes that
   * breakpoints go, gives memory types back, and sees to it that nobody shares page tables of huge
   * pages any more. Series v4 to v6 have it done while the lock is held for writing.
   */
  public void forgetSpecials(VmaSpan span) {
    span.vmas().forEach(this::forgetSpecial);
  }

  private void zap(Zap zap, VmArea vma, long from, long to, boolean skipSpecials) {
    if (from < to) {
      zap.range(vma, from, to);
    }
    forgetAfterZap(vma, skipSpecials);
  }

  private void forgetAfterZap(VmArea vma, boolean skip) {
    if (vma.has(VmFlags.VM_DEAD)) {
      return;
    }
    if (!skip) {
      forgetProbesAndTypes(vma);
    }
    if (skip == mm.kernel().unmapPaths().skipOfSpecialsInverted()) {
      forgetSharing(vma);
    }
  }

  private void forgetSpecial(VmArea vma) {
    forgetProbesAndTypes(vma);
    forgetSharing(vma);
  }

  private void forgetProbesAndTypes(VmArea vma) {
    Uprobes.unmapped(vma);
    if (vma.has(VmFlags.VM_PAT)) {
      mm.kernel().trackPfns(-vma.pages());
      vma.setFlags(vma.flags() & ~VmFlags.VM_PAT);
    }
  }

  private static void forgetSharing(VmArea vma) {
    if (vma.has(VmFlags.VM_HUGETLB)) {
      Inode.guarding(vma, () -> vma.setFlags(vma.flags() & ~VmFlags.VM_MAYSHARE));
    }
  }

  /** Zaps the pages of VMAs that stay, with a gather of its own ({@code zap_page_range}). */
  public void zapPageRange(VmaSpan span) {
    MmuGather gather = tlbGather();
    unmapVmas(gather, span);
    gather.finish();
  }

  /**
   * Unlinks the VMAs from the reverse map and frees the page tables between the neighbours of the
   * range ({@code free_pgtables}). Goes by the list, and so relies on the VMAs having been cut out
   * of it: if they are not, the first VMA of the range itself is taken for the next neighbour, and
   * the walk runs on to the last VMA of the mm. Where VMAs have locks of their own there is no list
   * any more: the VMAs that were taken out are walked, between what is next to them in the tree.
   */
  public void freePgtables(MmuGather gather, VmaSpan span) {
    machine.step(StepKind.TREE_READ, mm.id(), Access.READ);
    if (mm.kernel().perVmaLocks()) {
      VmArea below = mm.vmas().before(span.start());
      VmArea above = mm.vmas().atOrAfter(span.start());
      freePgtables(
          gather, span, below == null ? 0 : below.end(), above == null ? 0 : above.start());
      return;
    }
    VmArea previous = span.previous();
    long floor = previous == null ? 0 : previous.end();
    VmArea next = previous == null ? mm.vmas().list().first() : previous.next();
    long ceiling = next == null ? 0 : next.start();
    for (VmArea vma = span.first(); vma != null; ) {
      VmArea following = vma.next();
      long limit = following != null ? following.start() : ceiling;
      long start = vma.start();
      long end = vma.end();
      unlink(vma);
      mm.pageTables().freeRange(gather, start, end, floor, limit);
      vma = following;
    }
    gather.own(span);
  }

  /** As the other, between bounds that were found before; a ceiling of 0 is the top. */
  public void freePgtables(MmuGather gather, VmaSpan span, long floor, long ceiling) {
    List<VmArea> list = span.vmas();
    for (int i = 0; i < list.size(); i++) {
      VmArea vma = list.get(i);
      long limit = i + 1 < list.size() ? list.get(i + 1).start() : ceiling;
      long start = vma.start();
      long end = vma.end();
      unlink(vma);
      mm.pageTables().freeRange(gather, start, end, floor, limit);
    }
    gather.own(span);
  }

  /** Takes a VMA out of the reverse map. */
  protected final void unlink(VmArea vma) {
    if (vma.file() != null) {
      vma.file().inode().mappings().remove(vma);
    }
  }

  /** Tells the owners of VMAs that these go, ahead of {@link #removeVmaList}. */
  public void closeByOwners(VmaSpan span) {
    for (VmArea vma : span.vmas()) {
      if (vma.ops() != null) {
        vma.closeByOwner();
      }
    }
  }

  /** Accounts for the VMAs, calls their owners, and frees them ({@code remove_vma_list}). */
  public void removeVmaList(VmaSpan span) {
    mm.counters().totalMark().update();
    mm.vmas().disown(span);
    for (VmArea vma : span.vmas()) {
      machine.charge(MmCost.VMA_REMOVE, 1);
      if (vma.start() < span.start() || vma.end() > span.end()) {
        machine.report(MmRule.V3, "munmap removes VMA " + vma.describe() + " beside its range");
      }
      if (hookLedger != null) {
        hookLedger.vmaRemoved(vma);
      }
      mm.counters().account(countedAs(vma), -vma.pages());
      if (vma.has(VmFlags.VM_ACCOUNT)) {
        mm.kernel().account(-vma.pages());
      }
      if (vma.ops() != null) {
        vma.closeByOwner();
      }
      OpenFile file = vma.file();
      vma.free();
      if (file != null) {
        file.inode().put(task);
      }
    }
  }

  /** The flags by which the pages of a VMA were counted. */
  protected long countedAs(VmArea vma) {
    return vma.flags();
  }

  /** Zap, free tables, flush ({@code unmap_region}). */
  void unmapRegion(VmaSpan span) {
    MmuGather gather = tlbGather();
    unmapVmas(gather, span);
    freePgtables(gather, span);
    gather.finish();
  }

  /** The regular do_munmap: all of it with mmap_sem held for writing. */
  public int doMunmap(long start, long length, UnmapEvents events) {
    int error = checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaSpan span = lookupAndSplit(start, length);
    if (span.error() != 0 || span.isEmpty()) {
      return span.error();
    }
    error = events.prep(span);
    if (error != 0) {
      return error;
    }
    munlock(span);
    detach(span);
    unmapRegion(span);
    archUnmap(span);
    events.removed(span);
    removeVmaList(span);
    return 0;
  }
}
