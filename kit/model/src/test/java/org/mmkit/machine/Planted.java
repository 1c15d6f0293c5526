// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Programs with a bug that takes a number of orderings, and their fixed twins, in which a lock
 * keeps the orders from arising. A third task makes noise.
 */
public enum Planted {
  /** Two tasks read a cell before they add to it: one must add before the other does. */
  CHANGED_MEANWHILE(2) {
    @Override
    void spawn(Machine machine, Guard guard) {
      OrderedCell cell = new OrderedCell(machine, machine.newId(), 0);
      Runnable adder =
          () -> {
            guard.enter();
            long seen = cell.readAcquire();
            for (int i = 0; i < 4; i++) {
              machine.step(StepKind.FRAME_ALLOC, 0, Access.NONE);
            }
            if (cell.addAndGet(1) != seen + 1) {
              machine.report(MachineRule.EXCLUSION, "the cell has changed meanwhile");
            }
            guard.leave();
          };
      machine.spawn("a", 0, adder);
      machine.spawn("b", 1, adder);
    }
  },

  /** One task must look after a first write, before the second, and again after the third. */
  TWO_LOOKS(3) {
    @Override
    void spawn(Machine machine, Guard guard) {
      OrderedCell x = new OrderedCell(machine, machine.newId(), 0);
      OrderedCell y = new OrderedCell(machine, machine.newId(), 0);
      machine.spawn(
          "writer",
          0,
          () -> {
            guard.enter();
            x.writeRelease(1);
            machine.step(StepKind.FRAME_ALLOC, 0, Access.NONE);
            x.writeRelease(2);
            machine.step(StepKind.FRAME_ALLOC, 0, Access.NONE);
            y.writeRelease(1);
            guard.leave();
          });
      machine.spawn(
          "reader",
          1,
          () -> {
            guard.enter();
            boolean between = x.readAcquire() == 1;
            machine.step(StepKind.FRAME_ALLOC, 0, Access.NONE);
            if (between && y.readAcquire() == 1) {
              machine.report(MachineRule.EXCLUSION, "the reader saw both");
            }
            guard.leave();
          });
    }
  };

  public final int depth;

  Planted(int depth) {
    this.depth = depth;
  }

  abstract void spawn(Machine machine, Guard guard);

  /** Spawns the tasks of the program, with the bug or without it. */
  public void spawn(Machine machine, boolean fixed) {
    spawn(machine, new Guard(machine, fixed));
    OrderedCell noise = new OrderedCell(machine, machine.newId(), 0);
    machine.spawn(
        "noise",
        2,
        () -> {
          for (int i = 0; i < 6; i++) {
            noise.addAndGet(1);
          }
        });
  }

  /** A lock in the fixed twin; nothing, but as many steps, in the program with the bug. */
  static final class Guard {
    private final Machine machine;
    private final SpinLock lock;

    Guard(Machine machine, boolean locks) {
      this.machine = machine;
      this.lock =
          locks ? new SpinLock(machine, LockClass.nestable("guard"), machine.newId()) : null;
    }

    void enter() {
      if (lock == null) {
        machine.step(StepKind.GAP, 0, Access.NONE);
      } else {
        lock.lock();
      }
    }

    void leave() {
      if (lock == null) {
        machine.step(StepKind.GAP, 0, Access.NONE);
      } else {
        lock.unlock();
      }
    }
  }
}
