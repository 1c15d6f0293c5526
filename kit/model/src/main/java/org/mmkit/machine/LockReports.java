// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;

/** The reports about a semaphore that is used wrongly, or that keeps a task waiting. */
final class LockReports {

  private LockReports() {}

  /** This time it went well, but had a writer come in between, the task would wait for itself. */
  static void recursion(Lock lock, Task task) {
    lock.machine.report(
        MachineRule.RECURSIVE_LOCKING,
        task.label()
            + " takes "
            + lock.label()
            + " for reading while it reads already; with a writer"
            + " waiting in between it would wait for ever");
  }

  /** A reader heads the queue of a lock that is held for reading only. */
  static void keptOut(Lock lock, Holders holders, Task reader) {
    long waitedPs = lock.machine.nowPs() - reader.queuedPs;
    lock.machine.report(
        MachineRule.READER_KEPT_OUT,
        reader.label()
            + " waits to read with nobody ahead of it, and for "
            + Math.max(0, waitedPs) / 1_000
            + " ns has not been let in beside the holders of "
            + lock.label()
            + ": "
            + holders.names());
  }

  /** A reader sleeps although its range is held for reading only, and nobody wants to write. */
  static void forgotten(Lock lock, RangeHold reader) {
    lock.machine.report(
        MachineRule.READER_KEPT_OUT,
        reader.task().label()
            + " sleeps until it may read "
            + reader.range()
            + " of "
            + lock.label()
            + ", and was not woken although nobody has or wants that for writing");
  }

  /** The head of the queue has lost again, although its time was over. */
  static void bypassed(Lock lock, Task head, long waitedPs) {
    lock.machine.report(
        MachineRule.BYPASSED,
        head.label()
            + " heads the queue of "
            + lock.label()
            + " and has waited for "
            + waitedPs / 1_000
            + " ns, but writers that came later go on taking it");
  }

  static String misuse(Lock lock, Holders holders, Task task, String does, String how) {
    return task.label()
        + " "
        + does
        + " "
        + lock.label()
        + " as if it held it "
        + how
        + ", but it holds it "
        + holders.mode(task).inWords()
        + "; holders: "
        + holders.names();
  }

  /** The same of a lock of ranges. */
  static String misuse(
      ProtocolLock lock, List<RangeHold> holds, Task task, String does, String how) {
    return task.label()
        + " "
        + does
        + " "
        + lock.label()
        + " as if it held it "
        + how
        + ", but it holds it "
        + lock.mode(task).inWords()
        + "; holds:"
        + RangeHold.describe(holds);
  }
}
