// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.mmkit.mm.uapi.VmFlags;

/** Takes the mlock off what munmap is about to zap ({@code munlock_vma_pages_all}). */
public class Munlock {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, Munlock>> PART =
      Part.of("the munlock of munmap", Munlock::new);

  private final MmStruct mm;

  /** The munlock by a task in an address space. */
  public static Munlock of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Munlock(TaskStruct task, MmStruct mm) {
    this.mm = mm;
  }

  /**
   * Uncounts and unlocks the locked VMAs, before anything is zapped. Where VMAs have locks of their
   * own, they stay VM_LOCKED and the zap unlocks their pages.
   */
  public void munlock(VmaRange span) {
    mm.kernel().vmaLocking().munlock(this, span);
  }

  /** Takes the mlock off each locked VMA and its pages. */
  void munlockEach(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      if (vma.has(VmFlags.VM_LOCKED)) {
        munlock(vma);
      }
    }
  }

  /** Takes the locked pages of the VMAs off the mm's count. */
  public void uncount(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      if (vma.has(VmFlags.VM_LOCKED)) {
        mm.counters().addLocked(-vma.pages());
      }
    }
  }

  /** Takes the mlock off a locked VMA. */
  protected void munlock(VmArea vma) {
    uncount(vma);
    clearFlags(vma);
    Mlock.unlockPages(vma);
  }

  /** Takes the pages of a locked VMA out of locked_vm. */
  protected void uncount(VmArea vma) {
    mm.counters().addLocked(-vma.pages());
  }

  /** Clears VM_LOCKED. */
  protected void clearFlags(VmArea vma) {
    vma.setFlags(vma.flags() & ~VmFlags.VM_LOCKED_MASK);
  }
}
