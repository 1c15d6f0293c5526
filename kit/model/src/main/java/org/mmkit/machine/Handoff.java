// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * Keeps a lock for the head of its queue once writers have stolen it for too long ({@code
 * RWSEM_FLAG_HANDOFF}).
 */
final class Handoff {

  private final Machine machine;
  private final Lock lock;
  private final long timeoutPs;
  private final boolean never;
  private boolean on;

  /** How often the present head has lost after its time was over. */
  private int lost;

  Handoff(Machine machine, Lock lock) {
    this.machine = machine;
    this.lock = lock;
    LockOptions options = machine.lockOptions();
    this.timeoutPs = options.handoffPs();
    this.never = options.has(LockDefect.H_08);
  }

  /** Whether nobody but the head may take the lock. */
  boolean isOn() {
    return on;
  }

  /** The head of the queue was about to get the lock, and somebody else took it. */
  void headLost(Task head) {
    long waitedPs = machine.engine().running.clockPs - head.queuedPs;
    if (waitedPs <= timeoutPs) {
      return;
    }
    if (++lost > 1) {
      machine.report(
          MachineRule.BYPASSED,
          head.label()
              + " heads the queue of "
              + lock.label()
              + " and has waited for "
              + waitedPs / 1_000
              + " ns, but writers that came later go on taking it");
    }
    on = !never;
  }

  /** The head has left the queue, with the lock or without. */
  void headLeft() {
    on = false;
    lost = 0;
  }
}
