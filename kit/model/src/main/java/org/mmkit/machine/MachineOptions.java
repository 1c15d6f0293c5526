// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a machine is to do beside running tasks, and its limits.
 *
 * @param fibers what carries the tasks
 * @param limits how long a run may be
 * @param trace what is kept in the {@link Trace}
 * @param lockLog whether holds of semaphores are kept in the {@link LockLog}
 * @param weakMemory whether a plain read of an {@link OrderedCell} may see an older value
 * @param cpus number of CPUs, or 0 for the profile's
 * @param choices the kinds of choice that are left to the scheduler; of any other, option 0 is
 *     taken
 * @param locks how semaphores behave
 * @param stepByStep whether tasks that may {@link RunAhead} wait for others all the same
 */
public record MachineOptions(
    FiberKind fibers,
    RunLimits limits,
    TraceDetail trace,
    boolean lockLog,
    boolean weakMemory,
    int cpus,
    Set<ChoiceKind> choices,
    LockOptions locks,
    boolean stepByStep) {

  private static final MachineOptions DEFAULTS =
      new MachineOptions(
          FiberKind.AUTO,
          new RunLimits(5_000_000, 1_000_000, 64),
          TraceDetail.NONE,
          false,
          false,
          0,
          EnumSet.complementOf(EnumSet.of(ChoiceKind.ALLOC_FAILS, ChoiceKind.SIGNAL)),
          LockOptions.defaults(),
          false);

  /** Checks the number of CPUs. */
  public MachineOptions {
    if (cpus < 0) {
      throw new IllegalArgumentException("a machine with " + cpus + " CPUs");
    }
  }

  /** The usual limits; records nothing. */
  public static MachineOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another kind of fiber. */
  public MachineOptions withFibers(FiberKind kind) {
    return new MachineOptions(
        kind, limits, trace, lockLog, weakMemory, cpus, choices, locks, stepByStep);
  }

  /** The same with another limit of visible steps. */
  public MachineOptions withStepLimit(long limit) {
    return withLimits(new RunLimits(limit, limits.idleSteps(), limits.tasks()));
  }

  /** The same with another limit of steps that change nothing. */
  public MachineOptions withLivelockLimit(long limit) {
    return withLimits(new RunLimits(limits.steps(), limit, limits.tasks()));
  }

  /** The same with another limit of tasks. */
  public MachineOptions withMaxTasks(int count) {
    return withLimits(new RunLimits(limits.steps(), limits.idleSteps(), count));
  }

  private MachineOptions withLimits(RunLimits other) {
    return new MachineOptions(
        fibers, other, trace, lockLog, weakMemory, cpus, choices, locks, stepByStep);
  }

  /** The same with a trace of the visible steps. */
  public MachineOptions withTrace() {
    return withTrace(TraceDetail.STORY);
  }

  /** The same with a trace of as much as is wanted. */
  public MachineOptions withTrace(TraceDetail detail) {
    return new MachineOptions(
        fibers, limits, detail, lockLog, weakMemory, cpus, choices, locks, stepByStep);
  }

  /** The same with a log of lock holds. */
  public MachineOptions withLockLog() {
    return new MachineOptions(
        fibers, limits, trace, true, weakMemory, cpus, choices, locks, stepByStep);
  }

  /** The same with memory that may show another CPU an old value of an {@link OrderedCell}. */
  public MachineOptions withWeakMemory() {
    return new MachineOptions(
        fibers, limits, trace, lockLog, true, cpus, choices, locks, stepByStep);
  }

  /** The same with another number of CPUs. */
  public MachineOptions withCpus(int count) {
    return new MachineOptions(
        fibers, limits, trace, lockLog, weakMemory, count, choices, locks, stepByStep);
  }

  /** The same with other choices left to the scheduler. */
  public MachineOptions withChoices(Set<ChoiceKind> kinds) {
    return new MachineOptions(
        fibers, limits, trace, lockLog, weakMemory, cpus, kinds, locks, stepByStep);
  }

  /** The same with semaphores that behave otherwise. */
  public MachineOptions withLocks(LockOptions options) {
    return new MachineOptions(
        fibers, limits, trace, lockLog, weakMemory, cpus, choices, options, stepByStep);
  }

  /** The same, with tasks that never run ahead of others: the results are the same, later. */
  public MachineOptions withoutRunningAhead() {
    return new MachineOptions(
        fibers, limits, trace, lockLog, weakMemory, cpus, choices, locks, true);
  }

  /**
   * Whether it makes no difference to a task if it waits for a lock or asks for it when it is free,
   * as long as the same tasks have it before: locks are handed over in the order of asking, memory
   * is strong, and no signal is left to choice that could end the wait.
   */
  public boolean waitsAreNeutral() {
    return locks.keepTheOrderOfAsking() && !weakMemory && !choices.contains(ChoiceKind.SIGNAL);
  }
}
