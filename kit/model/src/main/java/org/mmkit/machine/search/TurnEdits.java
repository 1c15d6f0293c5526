// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.turn.Move.Turn;
import org.mmkit.machine.turn.Stop;

/** Schedules that differ in one place from another: what may be shorter and show the same. */
final class TurnEdits {

  private TurnEdits() {}

  /** The task goes on at once with what it does in its next turn. */
  static List<Turn> goOn(List<Turn> turns, int at) {
    List<Turn> merged = new ArrayList<>(turns);
    Turn first = turns.get(at);
    int next = nextOf(first.task(), turns, at + 1);
    if (next < turns.size()) {
      merged.remove(next);
      merged.set(at, joined(first, turns.get(next)));
    } else {
      merged.set(at, toTheEnd(first.task(), first.steps()));
    }
    return merged;
  }

  /** The task goes on until it waits or ends. */
  static List<Turn> goOnToTheEnd(List<Turn> turns, int at) {
    List<Turn> merged = new ArrayList<>(turns);
    String task = turns.get(at).task();
    long steps = turns.get(at).steps();
    boolean goesOn = true;
    for (int next = nextOf(task, merged, at + 1); goesOn && next < merged.size(); ) {
      Turn later = merged.remove(next);
      steps += later.steps();
      goesOn = later.isPreempted();
      next = nextOf(task, merged, next);
    }
    merged.set(at, toTheEnd(task, steps));
    return merged;
  }

  /** What the task does in this turn it does in its next turn. */
  static List<Turn> comeLater(List<Turn> turns, int at) {
    List<Turn> moved = new ArrayList<>(turns);
    Turn first = moved.remove(at);
    int next = nextOf(first.task(), moved, at);
    if (next < moved.size()) {
      moved.set(next, joined(first, moved.get(next)));
    }
    return moved;
  }

  /** The turn is that many steps longer. */
  static List<Turn> moved(List<Turn> turns, int at, long by) {
    List<Turn> moved = new ArrayList<>(turns);
    Turn turn = turns.get(at);
    moved.set(at, new Turn(turn.task(), turn.steps() + by, turn.stop()));
    return moved;
  }

  /** One element is gone. */
  static <T> List<T> without(List<T> list, int at) {
    List<T> fewer = new ArrayList<>(list);
    fewer.remove(at);
    return fewer;
  }

  /** The turn comes after the one behind it. */
  static List<Turn> swapped(List<Turn> turns, int at) {
    List<Turn> swapped = new ArrayList<>(turns);
    if (at + 1 < turns.size()) {
      swapped.set(at, turns.get(at + 1));
      swapped.set(at + 1, turns.get(at));
    }
    return swapped;
  }

  private static int nextOf(String task, List<Turn> turns, int from) {
    int next = from;
    while (next < turns.size() && !turns.get(next).task().equals(task)) {
      next++;
    }
    return next;
  }

  private static Turn joined(Turn first, Turn later) {
    return new Turn(first.task(), first.steps() + later.steps(), later.stop());
  }

  private static Turn toTheEnd(String task, long steps) {
    return new Turn(task, steps, new Stop.Ends());
  }
}
