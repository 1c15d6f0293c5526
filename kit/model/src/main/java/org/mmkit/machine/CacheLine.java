// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * The cache line of a lock word or a counter. An atomic operation occupies it for a while; a task
 * that finds it free goes on at once, any other waits until it is free. So a single task never
 * waits, and many cannot do more operations in a second than the line can move.
 */
final class CacheLine {
  private final CacheLines lines;
  private int cpu = -1;
  private long busyUntilPs;

  CacheLine(CacheLines lines) {
    this.lines = lines;
  }

  /** An atomic operation of a task, whose turn it is. */
  void use(Task task) {
    long startPs = Math.max(task.clockPs, busyUntilPs);
    busyUntilPs = startPs + lines.occupancyPs(cpu, task.cpu());
    cpu = task.cpu();
    task.clockPs = startPs;
  }

  /** A task has got it by other means, which cost it their own time. */
  void moveTo(Task task) {
    cpu = task.cpu();
  }
}
