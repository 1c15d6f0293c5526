// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Who is on the way into a {@link ProtocolLock} or out of it, to tell a reader whom the protocol
 * has forgotten: it sleeps, and nobody has or wants what would keep it out.
 */
final class RangeRequests {
  private final ProtocolLock lock;
  private final List<RangeHold> wanted = new ArrayList<>(2);
  private int leaving;

  RangeRequests(ProtocolLock lock) {
    this.lock = lock;
  }

  /** A task asks for a range. */
  void add(RangeHold request) {
    wanted.add(request);
  }

  /** It has the range now, or does without. */
  void remove(RangeHold request, List<RangeHold> holds) {
    wanted.remove(request);
    check(holds);
  }

  /** A task is about to tell the protocol that it lets go of something. */
  void leaves() {
    leaving++;
  }

  /** The protocol knows. */
  void hasLeft(List<RangeHold> holds) {
    leaving--;
    check(holds);
  }

  /** Reports a reader that sleeps where all that is held is held for reading (rule PF2). */
  private void check(List<RangeHold> holds) {
    if (leaving > 0 || holds.isEmpty() || wanted.isEmpty()) {
      return;
    }
    for (int i = 0; i < wanted.size(); i++) {
      Task task = wanted.get(i).task();
      if (!task.blocked() || task.waitsForLock()) {
        return; // it was woken, and may wake others
      }
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (isForgotten(wanted.get(i), holds)) {
        LockReports.forgotten(lock, wanted.get(i));
      }
    }
  }

  private boolean isForgotten(RangeHold reader, List<RangeHold> holds) {
    boolean beside = false;
    for (int i = 0; i < holds.size(); i++) {
      if (holds.get(i).excludes(reader)) {
        return false;
      }
      beside |= holds.get(i).overlaps(reader.start(), reader.end());
    }
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i).excludes(reader)) {
        return false;
      }
    }
    return beside && !reader.writes();
  }
}
