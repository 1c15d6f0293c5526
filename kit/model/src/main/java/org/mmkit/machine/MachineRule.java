// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** The rules that the machine itself checks. */
public enum MachineRule implements Rule {
  /** A lock held for writing has one holder. */
  EXCLUSION("MM0101", "K1", "lock held by a writer and by somebody else"),
  /** A lock is released by a task that holds it, in the mode in which it holds it. */
  BAD_UNLOCK("MM0102", "K2", "bad unlock balance detected"),
  /** Only the writer downgrades. */
  BAD_DOWNGRADE("MM0103", "K2", "downgrading a lock not held for writing"),
  /** A system call returns, and a task ends, without locks. */
  LOCK_LEFT_HELD("MM0104", "K3", "lock held when returning to user space"),
  /** Nobody sleeps while holding a spin lock. */
  SLEEP_IN_ATOMIC("MM0105", "K4", "sleeping function called from invalid context"),
  /** Somebody can always go on. */
  DEADLOCK("MM0106", "K5", "deadlock"),
  /** A task does not take a lock, or one of its kind, that it holds. */
  RECURSIVE_LOCKING("MM0107", "K5", "possible recursive locking detected"),
  /** At most one task holds a lock after downgrading it. */
  TWO_DOWNGRADED("MM0108", "K6", "two downgraded holders of one lock"),
  /** Kinds of locks are always taken in the same order. */
  LOCK_ORDER("MM0109", "D8", "possible circular locking dependency detected"),
  /** Steps change something in the end. */
  LIVELOCK("MM0110", "LIVELOCK", "livelock: tasks step without changing anything"),
  /** A run ends within the limit of steps. */
  STEP_LIMIT("MM0111", "STEPS", "step limit reached"),
  /** No task is switched inside a static initialiser. */
  STATIC_INITIALISER("MM0112", "CLINIT", "task switch inside a static initialiser"),
  /** The next holder of a lock sees what was written under it. */
  HAPPENS_BEFORE("MM0113", "H-B", "stale read of what a lock should have ordered"),
  /** While a lock is held for reading only, a reader at the head of its queue is let in. */
  READER_KEPT_OUT(
      "MM0114", "PF2", "reader waits while the lock is held for reading", FindingClass.PERFORMANCE),
  /** The head of a queue gets the lock within the time of a handoff. */
  BYPASSED("MM0115", "PF4", "waiter passed by without end", FindingClass.PERFORMANCE);

  private final RuleInfo info;

  MachineRule(String code, String id, String title) {
    this(code, id, title, FindingClass.SAFETY);
  }

  MachineRule(String code, String id, String title, FindingClass findingClass) {
    this.info = new RuleInfo(code, id, title, findingClass);
  }

  @Override
  public RuleInfo info() {
    return info;
  }
}
