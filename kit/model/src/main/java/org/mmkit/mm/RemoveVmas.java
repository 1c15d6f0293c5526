// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.VmFlags;

/**
 * The end of munmap: calls the architecture's hook, accounts for the VMAs and frees them ({@code
 * remove_vma_list}).
 */
public class RemoveVmas {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, RemoveVmas>> PART =
      Part.of("remove_vma_list", RemoveVmas::new);

  private final TaskStruct task;
  private final MmStruct mm;

  /** Null on an architecture whose hook does nothing. */
  private final @Nullable HookLedger hookLedger;

  /** The removal by a task in an address space. */
  public static RemoveVmas of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected RemoveVmas(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.hookLedger = mm.bounds() == null ? null : new HookLedger(mm);
  }

  /** The architecture's hook ({@code arch_unmap}). */
  public void archUnmap(VmaRange span) {
    archUnmap(span.start(), span.end());
  }

  /** The same, on a range that has not been looked up yet. */
  public void archUnmap(long start, long end) {
    mm.coverage().pause(true);
    mm.machine().step(StepKind.HOOK, mm.id(), Access.NONE);
    if (hookLedger != null) {
      hookLedger.hookRuns(start, end);
    }
    BoundsTables bounds = mm.bounds();
    if (bounds != null) {
      bounds.unmapped(task, start, end);
    }
    mm.coverage().pause(false);
  }

  /** The munmap has succeeded: the hook must have been called as rule F-H has it. */
  public void checkHook() {
    if (hookLedger != null) {
      hookLedger.check();
    }
  }

  /** Tells the owners of VMAs that these go, ahead of {@link #remove}. */
  public void closeByOwners(VmaRange span) {
    for (VmArea vma : span.vmas()) {
      if (vma.ops() != null && mustClose(vma)) {
        vma.closeByOwner();
      }
    }
  }

  /** Accounts for the VMAs, calls their owners, and frees them. */
  public void remove(VmaRange span) {
    mm.counters().totalMark().update();
    mm.vmas().owned().removeVmas(span);
    for (VmArea vma : span.vmas()) {
      mm.machine().charge(MmCost.VMA_REMOVE, 1);
      if (vma.start() < span.start() || vma.end() > span.end()) {
        mm.machine()
            .report(MmRule.V3, "munmap removes VMA " + vma.describe() + " beside its range");
      }
      if (hookLedger != null) {
        hookLedger.vmaRemoved(vma);
      }
      remove(vma);
    }
  }

  private void remove(VmArea vma) {
    mm.counters().account(countedAs(vma), -vma.pages());
    if (vma.has(VmFlags.VM_ACCOUNT)) {
      mm.kernel().account(-vma.pages());
    }
    if (vma.ops() != null && mustClose(vma)) {
      vma.closeByOwner();
    }
    OpenFile file = vma.file();
    vma.free();
    if (file != null) {
      file.inode().put(task);
    }
  }

  /** The flags by which the pages of a VMA were counted. */
  protected long countedAs(VmArea vma) {
    return vma.flags();
  }

  /** Whether the owner of a VMA has yet to be told that it goes. */
  protected boolean mustClose(VmArea vma) {
    return !vma.isClosedByOwner();
  }
}
