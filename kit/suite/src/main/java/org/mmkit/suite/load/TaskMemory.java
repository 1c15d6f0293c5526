// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.Machine;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.uapi.Signal;

/** The loads and stores of a task of a load, one for each page of a range. */
final class TaskMemory {
  private static final long PAGE = 4096;

  /** After so many pages the program has been busy for as long as between two calls. */
  private static final int PAGES_PER_GAP = 16;

  /** Results below are signals. */
  private static final long SIGNALS = -5000;

  private static final long WRONG_BYTE = SIGNALS - 1000;

  private final LoadRun run;
  private final LoadTask task;
  private final UserMemory memory;
  private final Machine machine;
  private final long faultPs;

  TaskMemory(LoadRun run, LoadTask task, TaskStruct struct) {
    this.run = run;
    this.task = task;
    this.memory = new UserMemory(struct);
    this.machine = run.machine();
    this.faultPs = machine.profile().picoseconds(MmCost.FAULT);
  }

  /** What is done with the byte at the start of each page. */
  private interface Access {
    int at(long address);
  }

  long touch(long address, long bytes, int value) {
    return each(address, bytes, at -> memory.store(at, value));
  }

  long look(long address, long bytes) {
    return each(address, bytes, memory::load);
  }

  /** Whether the first byte of each page is the expected one. */
  long expect(long address, long bytes, int value) {
    for (long at = address; at < address + bytes && !isOver(); at += PAGE) {
      long result = timed(at, memory::load);
      if (result != value) {
        return result < 0 ? SIGNALS + result : WRONG_BYTE - result;
      }
    }
    return 0;
  }

  private boolean isOver() {
    machine.ahead().meet();
    return run.meter().stopped();
  }

  private long each(long address, long bytes, Access access) {
    boolean counts = run.countsTouches();
    for (long done = 0; done < bytes; done += PAGE) {
      if (done / PAGE % PAGES_PER_GAP == 0) {
        task.userTime();
      }
      int result = timed(address + done, access);
      if (result < 0) {
        return SIGNALS + result;
      }
      if (counts) {
        task.count(1);
      }
      if (!task.goesOn()) {
        return 0;
      }
    }
    return 0;
  }

  private int timed(long address, Access access) {
    run.sites().enter(machine.running(), Site.FAULT);
    long fromPs = machine.nowPs();
    int result = access.at(address);
    machine.deferredCosts().pay();
    long ps = machine.nowPs() - fromPs;
    if (ps >= faultPs) {
      run.accounts().called(machine.running(), Site.FAULT, fromPs);
      run.times().faulted(ps);
    } else {
      run.sites().leave(machine.running());
    }
    return result;
  }

  static boolean isSignal(long result) {
    return result <= SIGNALS;
  }

  /** What a statement is told to have come to. */
  static String name(long result) {
    return result <= WRONG_BYTE
        ? "the wrong byte " + (WRONG_BYTE - result)
        : Signal.values()[(int) (SIGNALS - result)].name();
  }
}
