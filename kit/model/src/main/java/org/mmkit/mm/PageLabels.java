// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Touched;

/**
 * By what name steps touch pages: one that does not depend on the order in which tasks took pages
 * that were never used, as their numbers do. Some pages share a name.
 */
final class PageLabels {
  private static final int NAMES = 63;
  private static final int BITS = 6;

  /** Pages beyond go by their numbers. */
  private static final int PAGES_MAX = 1 << 16;

  private final Machine machine;
  private final Touched touched;

  /** By page: its label, or 0 if it goes by its number. */
  private int[] labels = new int[0];

  private final int[] taken;

  PageLabels(Machine machine, int cpus) {
    this.machine = machine;
    this.touched = machine.touched();
    this.taken = new int[cpus];
  }

  /** A CPU takes a page that was never used; gives its number. */
  int taken(int cpu, int frame) {
    if (touched.isOn() && frame < PAGES_MAX) {
      if (frame >= labels.length) {
        labels = Arrays.copyOf(labels, 2 * frame);
      }
      labels[frame] = cpu + 1 << BITS | taken[cpu]++ & NAMES;
    }
    return frame;
  }

  /** The step under way touches a page. */
  void touch(Unnamed what, int frame, Access access) {
    if (touched.isOn()) {
      touchIt(what, frame, access);
    }
  }

  private void touchIt(Unnamed what, int frame, Access access) {
    int label = frame < labels.length ? labels[frame] : 0;
    what.touch(machine, label != 0 ? label : frame & NAMES, access);
  }
}
