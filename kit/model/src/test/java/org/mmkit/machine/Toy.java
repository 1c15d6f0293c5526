// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.mm.MmCost;

/**
 * A munmap with downgrade beside two faults and an mmap, as locks and steps alone: the program by
 * which the machine's speed is stated.
 */
public final class Toy {

  private static final LockClass MMAP_SEM = LockClass.of("mmap_sem");
  private static final LockClass PTL = LockClass.nestable("ptl");
  private static final int PAGES = 4;

  private final Machine machine;
  private final RwSemaphore mmapSem;
  private final SpinLock ptl;
  private final long tree;
  private final long ptes;

  private Toy(Machine machine) {
    this.machine = machine;
    mmapSem = machine.newSemaphore(MMAP_SEM);
    ptl = new SpinLock(machine, PTL, machine.newId());
    tree = machine.newId();
    ptes = machine.newId();
  }

  /** Spawns its three tasks. */
  public static void spawn(Machine machine) {
    Toy toy = new Toy(machine);
    machine.spawn("munmap", 0, toy::munmap);
    machine.spawn("fault", 1, toy::fault);
    machine.spawn(
        "mmap",
        2,
        () -> {
          toy.mmap();
          toy.fault();
        });
  }

  private void munmap() {
    machine.step(StepKind.SYSCALL_ENTER, 0, Access.NONE, MmCost.SYSCALL, 1);
    mmapSem.downWrite();
    machine.step(StepKind.TREE_READ, tree, Access.READ, MmCost.FIND_VMA, 1);
    machine.step(StepKind.TREE_WRITE, tree, Access.WRITE, MmCost.VMA_DETACH, 1);
    mmapSem.downgradeWrite();
    for (int i = 0; i < PAGES; i++) {
      ptl.lock();
      machine.step(StepKind.PTE_WRITE, ptes + i, Access.WRITE, MmCost.ZAP_PTE, 1);
      ptl.unlock();
    }
    machine.step(StepKind.TLB_FLUSH, 0, Access.NONE, MmCost.TLB_FLUSH_FULL, 1);
    machine.step(StepKind.TABLE_WRITE, ptes, Access.WRITE, MmCost.FREE_TABLE, 1);
    mmapSem.upRead();
    machine.kernelMode().assertNoLocksHeld();
  }

  private void fault() {
    mmapSem.downRead();
    machine.step(StepKind.TREE_READ, tree, Access.READ, MmCost.FIND_VMA, 1);
    ptl.lock();
    machine.step(StepKind.PTE_READ, ptes, Access.READ);
    ptl.unlock();
    machine.step(StepKind.FRAME_ALLOC, 0, Access.NONE, MmCost.CLEAR_PAGE, 1);
    ptl.lock();
    machine.step(StepKind.PTE_WRITE, ptes, Access.WRITE);
    ptl.unlock();
    machine.step(StepKind.COUNTER, 1, Access.ADD);
    mmapSem.upRead();
  }

  private void mmap() {
    mmapSem.downWrite();
    machine.step(StepKind.TREE_WRITE, tree, Access.WRITE, MmCost.VMA_NEW, 1);
    machine.step(StepKind.COUNTER, 2, Access.ADD);
    mmapSem.upWrite();
  }
}
