// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Gup;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.Tlbs;

/**
 * Pins a page of the task's own mm without a lock ({@code get_user_pages_fast}): with interrupts
 * off, so that a task that frees page tables or pages waits in its shootdown until the walk is
 * over.
 */
public final class GupFast {
  private final TaskStruct task;
  private final MmStruct mm;
  private final Machine machine;
  private final PageFrames frames;

  public GupFast(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
    this.machine = task.machine();
    this.frames = task.kernel().frames();
  }

  /** Pins the page of an address for reading, with the lock if need be: its frame or -EFAULT. */
  public int pin(long address) {
    Tlbs tlbs = task.kernel().tlbs();
    tlbs.disableInterrupts(task.cpu());
    int frame = walk(address);
    tlbs.enableInterrupts(task.cpu());
    return frame >= 0 ? frame : Gup.of(task, mm).pinLocked(address);
  }

  /** The frame with a reference to it, or -1 where only the slow way will do. */
  private int walk(long address) {
    PteTable linked = mm.pageTables().find(address);
    machine.step(StepKind.PTE_READ, linked == null ? mm.id() : linked.id, Access.READ);
    PteTable table = mm.pageTables().find(address);
    if (table == null) {
      return -1;
    }
    machine.step(StepKind.PTE_READ, table.id, Access.READ);
    int index = PteTable.index(address);
    long pte = table.getLockless(index);
    if (!Pte.isPresent(pte) || !Pte.holdsNormalPage(pte)) {
      return -1;
    }
    machine.step(StepKind.PTE_READ, table.id, Access.READ);
    int frame = Pte.frame(pte);
    if (!frames.tryGet(frame)) {
      return -1;
    }
    if (table.getLockless(index) != pte) {
      // The page may have been freed and allocated again before the reference was taken.
      frames.put(task.cpu(), frame);
      return -1;
    }
    return frame;
  }
}
