// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.Machine;
import org.mmkit.mm.MmBatch;

/**
 * Whether each task of a point is alone in its address space and on its CPU, so that it may run
 * ahead of the others. What they still share (the page allocator, the counter of overcommit, what
 * is measured) they meet at.
 */
final class Seclusion {
  private final boolean holds;

  Seclusion(Machine machine, Point point, LoadWatch watch) {
    this.holds =
        point.mode() == Mode.PROCESSES
            && point.tasks() <= machine.cpus()
            && !point.load().hasBeside()
            && point.load().body().child().isEmpty()
            && watch == LoadWatch.NONE
            && !pagesShareCaches(machine);
  }

  /** Which page costs more to zap depends on how many all tasks have in use. */
  private static boolean pagesShareCaches(Machine machine) {
    return machine.profile().pages(MmBatch.CACHE) > 0;
  }

  boolean holds() {
    return holds;
  }
}
