// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/** The work of the machine's own locks, cache lines, interrupts and run queues. */
public enum MachineCost implements Cost {
  RWSEM_ACQUIRE,
  RWSEM_RELEASE,
  RWSEM_DOWNGRADE,
  /** From a lock's release to a waiter that spins for it. */
  RWSEM_SPIN,
  /** From a lock's release to the moment at which the sleeping waiter's CPU turns to it. */
  WAKE_UP,
  /** By how much it takes longer at most: each wake-up takes another share of it. */
  WAKE_JITTER,
  /** What the waking of a sleeper takes from the task that wakes it. */
  WAKER,
  /** A CPU turns to another task. */
  CONTEXT_SWITCH,
  SPIN_LOCK,
  /** From the release of a spin lock to the task that spins for it. */
  SPIN_HANDOVER,
  /** How long a cache line is occupied by an atomic operation of the CPU that had it before. */
  LINE_CPU,
  /** The same, by another CPU of the socket that had it before. */
  LINE_SOCKET,
  /** The same, by a CPU of another socket. */
  LINE_REMOTE,
  /** From the sending of an interrupt to its answer by an idle handler on the same socket. */
  IPI_SOCKET,
  /** The same, to another socket. */
  IPI_REMOTE,
  /** What an interrupt takes from the task that it interrupts. */
  IPI_STALL,
  /** How long a task may keep its CPU while others of the same CPU wait for it. */
  SLICE;

  private final int place = CostNames.place(name());

  @Override
  public int place() {
    return place;
  }
}
