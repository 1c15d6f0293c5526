// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a machine is to do beside running tasks, and its limits.
 *
 * @param fibers what carries the tasks
 * @param stepLimit visible steps that a machine may take
 * @param livelockLimit visible steps in a row which may change nothing but locks
 * @param recordTrace whether the steps are kept in the {@link Trace}
 * @param lockLog whether holds of semaphores are kept in the {@link LockLog}
 * @param weakMemory whether a plain read of an {@link OrderedCell} may see an older value
 * @param cpus number of CPUs, or 0 for the profile's
 * @param maxTasks tasks that may be spawned
 * @param choices the kinds of choice that are left to the scheduler; of any other, option 0 is
 *     taken
 * @param locks how semaphores behave
 */
public record MachineOptions(
    FiberKind fibers,
    long stepLimit,
    long livelockLimit,
    boolean recordTrace,
    boolean lockLog,
    boolean weakMemory,
    int cpus,
    int maxTasks,
    Set<ChoiceKind> choices,
    LockOptions locks) {

  private static final MachineOptions DEFAULTS =
      new MachineOptions(
          FiberKind.AUTO,
          5_000_000,
          1_000_000,
          false,
          false,
          false,
          0,
          64,
          EnumSet.complementOf(EnumSet.of(ChoiceKind.ALLOC_FAILS, ChoiceKind.SIGNAL)),
          LockOptions.defaults());

  /** Checks the limits. */
  public MachineOptions {
    if (stepLimit < 1 || livelockLimit < 1 || maxTasks < 1 || cpus < 0) {
      throw new IllegalArgumentException(
          "limits must be positive: stepLimit "
              + stepLimit
              + ", livelockLimit "
              + livelockLimit
              + ", maxTasks "
              + maxTasks
              + ", cpus "
              + cpus);
    }
  }

  /** The usual limits; records nothing. */
  public static MachineOptions defaults() {
    return DEFAULTS;
  }

  /** The same with another kind of fiber. */
  public MachineOptions withFibers(FiberKind kind) {
    return new MachineOptions(
        kind,
        stepLimit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        cpus,
        maxTasks,
        choices,
        locks);
  }

  /** The same with another limit of visible steps. */
  public MachineOptions withStepLimit(long limit) {
    return new MachineOptions(
        fibers,
        limit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        cpus,
        maxTasks,
        choices,
        locks);
  }

  /** The same with another limit of steps that change nothing. */
  public MachineOptions withLivelockLimit(long limit) {
    return new MachineOptions(
        fibers, stepLimit, limit, recordTrace, lockLog, weakMemory, cpus, maxTasks, choices, locks);
  }

  /** The same with or without a trace. */
  public MachineOptions withTrace(boolean on) {
    return new MachineOptions(
        fibers, stepLimit, livelockLimit, on, lockLog, weakMemory, cpus, maxTasks, choices, locks);
  }

  /** The same with or without a log of lock holds. */
  public MachineOptions withLockLog(boolean on) {
    return new MachineOptions(
        fibers,
        stepLimit,
        livelockLimit,
        recordTrace,
        on,
        weakMemory,
        cpus,
        maxTasks,
        choices,
        locks);
  }

  /** The same with or without weak memory. */
  public MachineOptions withWeakMemory(boolean on) {
    return new MachineOptions(
        fibers, stepLimit, livelockLimit, recordTrace, lockLog, on, cpus, maxTasks, choices, locks);
  }

  /** The same with another number of CPUs. */
  public MachineOptions withCpus(int count) {
    return new MachineOptions(
        fibers,
        stepLimit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        count,
        maxTasks,
        choices,
        locks);
  }

  /** The same with another limit of tasks. */
  public MachineOptions withMaxTasks(int count) {
    return new MachineOptions(
        fibers,
        stepLimit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        cpus,
        count,
        choices,
        locks);
  }

  /** The same with other choices left to the scheduler. */
  public MachineOptions withChoices(Set<ChoiceKind> kinds) {
    return new MachineOptions(
        fibers,
        stepLimit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        cpus,
        maxTasks,
        kinds,
        locks);
  }

  /** The same with semaphores that behave otherwise. */
  public MachineOptions withLocks(LockOptions options) {
    return new MachineOptions(
        fibers,
        stepLimit,
        livelockLimit,
        recordTrace,
        lockLog,
        weakMemory,
        cpus,
        maxTasks,
        choices,
        options);
  }
}
