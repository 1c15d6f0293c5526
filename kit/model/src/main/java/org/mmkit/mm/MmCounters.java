// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.VmFlags;

/** The page counts of an mm: total_vm and its classes, and locked_vm. */
public final class MmCounters {
  private final Machine machine;
  private final LockRules locks;
  private final long id;
  private long totalVm;
  private long execVm;
  private long stackVm;
  private long dataVm;
  private final HighWater totalMark = new HighWater();
  private long lockedVm;
  private long strandedLocked;

  MmCounters(MmStruct mm) {
    this.machine = mm.machine();
    this.locks = mm.locks();
    this.id = machine.newId();
  }

  /**
   * Counts a mapping of some pages in or, if negative, out ({@code vm_stat_account}): plain
   * additions, of which one is lost if two tasks make them at once, unless a lock of ranges lets
   * them: then they are atomic.
   */
  public void account(long flags, long pages) {
    if (!locks.isExclusive() && !locks.countAtOnce()) {
      machine.step(StepKind.COUNTER, id, Access.READ);
    }
    long total = totalVm;
    long exec = execVm;
    long stack = stackVm;
    long data = dataVm;
    machine.step(StepKind.COUNTER, id, Access.WRITE);
    locks.write(MmField.TOTAL_VM);
    if (locks.countAtOnce()) {
      total = totalVm;
      exec = execVm;
      stack = stackVm;
      data = dataVm;
    }
    totalVm = total + pages;
    totalMark.now(totalVm, locks.isExclusive());
    if (VmFlags.isExec(flags)) {
      execVm = exec + pages;
    } else if (VmFlags.isStack(flags)) {
      stackVm = stack + pages;
    } else if (VmFlags.isData(flags)) {
      dataVm = data + pages;
    }
  }

  /** The most pages that were ever mapped ({@code hiwater_vm}). */
  HighWater totalMark() {
    machine.touched().add(id, Access.READ);
    return totalMark;
  }

  /** Adds to the pages that are locked, or subtracts from them ({@code locked_vm}). */
  public void addLocked(long pages) {
    locks.write(MmField.LOCKED_VM);
    Unnamed.LOCKED_VM.touch(machine, id, Access.ADD);
    lockedVm += pages;
  }

  /** Leaves pages counted as locked that no VMA has any more. */
  public void strandLocked(long pages) {
    locks.write(MmField.LOCKED_VM);
    strandedLocked += pages;
  }

  /** Pages in {@link #lockedVm} that no VMA has any more. */
  long strandedLocked() {
    return strandedLocked;
  }

  /** Pages of all mappings. */
  public long totalVm() {
    machine.touched().add(id, Access.READ);
    return totalVm;
  }

  /** Pages of code ({@code exec_vm}). */
  public long execVm() {
    machine.touched().add(id, Access.READ);
    return execVm;
  }

  /** Pages of stacks ({@code stack_vm}). */
  public long stackVm() {
    machine.touched().add(id, Access.READ);
    return stackVm;
  }

  /** Pages of private memory that may be written ({@code data_vm}). */
  public long dataVm() {
    machine.touched().add(id, Access.READ);
    return dataVm;
  }

  /** Pages of VM_LOCKED mappings, and those left over by MREMAP_DONTUNMAP. */
  public long lockedVm() {
    Unnamed.LOCKED_VM.touch(machine, id, Access.READ);
    return lockedVm;
  }
}
