// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Errno;

/** Takes the VMAs of a range out of the tree ({@code detach_vmas_to_be_unmapped}). */
public class Detach {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, Detach>> PART =
      Part.of("the detach of munmap", Detach::new);

  private final MmStruct mm;

  /** Ids of the VMAs that this munmap has taken out so far. */
  private final TreeSet<Long> taken = new TreeSet<>();

  /** Ids of the VMAs that it has cut off below others, one by one. */
  private final TreeSet<Long> cutOff = new TreeSet<>();

  /** The detach by a task in an address space. */
  public static Detach of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Detach(TaskStruct task, MmStruct mm) {
    this.mm = mm;
  }

  /**
   * Takes the VMAs out of the tree: no lookup finds them from here on. Where VMAs have locks of
   * their own, faults in them are waited for first.
   */
  public void detach(VmaRange span) {
    mm.kernel().vmaLocking().detach(this, span);
    addDetached(span);
  }

  /** Locks and marks all of them, and clears their range in one store. */
  void clearRange(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      vma.startWrite();
      mark(vma, true);
    }
    clearAtOnce(span);
  }

  /** Clears their range in one store. */
  void clearAtOnce(VmaRange span) {
    mm.vmas().clear(span.start(), span.end());
  }

  /** Erases one after the other from the tree, and cuts the list and the caches. */
  void eraseEach(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      mm.vmas().erase(vma);
    }
    cutFromList(span);
    updateRoom(span);
    invalidateLookups();
  }

  /** Takes the VMAs out of the list. */
  protected void cutFromList(VmaRange span) {
    mm.vmas().cut(below(span), span.last());
  }

  /**
   * The VMA below a range in the list: the one that was there when the range was found, unless this
   * munmap has taken that out since, as one does that detaches VMA by VMA.
   */
  @Nullable VmArea below(VmaRange span) {
    VmArea previous = span.previous();
    VmArea now = mm.vmas().before(span.first().start());
    boolean gone = previous != null && hasTaken(previous);
    boolean isCutOff = now != null && cutOff.contains(now.id);
    return gone || isCutOff ? now : previous;
  }

  /** This munmap has cut a VMA off below another one, which may be the first of a range by now. */
  public void cutOff(VmArea vma) {
    cutOff.add(vma.id);
  }

  /** Whether this munmap has taken a VMA out. */
  boolean hasTaken(VmArea vma) {
    return taken.contains(vma.id) && !vma.isAttached();
  }

  /** Tells the search for room that there is more of it. */
  protected void updateRoom(VmaRange span) {
    mm.vmas().updateRoomAbove(span.end());
  }

  /** Makes the lookup caches forget the VMAs. */
  protected void invalidateLookups() {
    mm.invalidateVmacache();
  }

  /** Says that a VMA is being taken out of the tree, or stays after all. */
  public void mark(VmArea vma, boolean on) {
    vma.lock().markDetached(on);
  }

  /**
   * Takes all VMAs of the range out of the tree in one store; fails without a change if there is no
   * memory for it.
   *
   * @param span the VMAs that the caller has collected there
   */
  public int iterClearGfp(VmaRange span) {
    if (mm.kernel().allocationFails()) {
      return -Errno.ENOMEM;
    }
    clearAtOnce(span);
    mm.kernel().vmaLocking().forgetCleared(this);
    addDetached(span);
    return 0;
  }

  /** Says that a range is out of the tree: from here on its pages are the caller's to unmap. */
  public void addDetached(VmaRange span) {
    mm.vmas().owned().add(span);
    span.vmas().forEach(vma -> taken.add(vma.id));
    span.setDetached();
    span.vmas().forEach(vma -> vma.checks().detached());
  }

  /** Takes all VMAs out of the tree at once, for the last exit. */
  void detachAll(VmaRange span) {
    if (mm.kernel().recyclesVmas()) {
      // A fault in another mm may have found one that was used again, and be about to leave.
      span.vmas().forEach(VmArea::startWrite);
    }
    mm.vmas().clear();
    span.setDetached();
    span.vmas().forEach(vma -> vma.checks().detached());
    mm.invalidateVmacache();
  }
}
