// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.StepWatch;

/** Writes down how the state of a system changes, for the one run that is drawn. */
final class StateLog implements StepWatch {
  private static final int STEPS_MAX = 400;
  private static final int CHANGES_MAX = 1_200;

  private final World world;
  private final List<StateChange> log = new ArrayList<>();
  private SortedMap<String, String> last = new TreeMap<>();
  private int changes;

  StateLog(World world) {
    this.world = world;
  }

  /** The step is about to be taken, so that the state is the one that the step before left. */
  @Override
  public void takes(int task, StepKind kind) {
    look();
  }

  /** Compares the state as it is now with the one seen last. */
  void look() {
    if (log.size() >= STEPS_MAX || changes >= CHANGES_MAX) {
      return;
    }
    SortedMap<String, String> now = StateText.of(world);
    SortedMap<String, String> different = new TreeMap<>();
    last.keySet().stream().filter(k -> !now.containsKey(k)).forEach(k -> different.put(k, ""));
    now.forEach(
        (key, value) -> {
          if (!value.equals(last.get(key))) {
            different.put(key, value);
          }
        });
    changes += different.size();
    last = now;
    log.add(new StateChange(world.kernel().machine().trace().size(), different));
  }

  /** All of it, by ascending step; cut where it grows too long. */
  List<StateChange> changes() {
    return log;
  }
}
