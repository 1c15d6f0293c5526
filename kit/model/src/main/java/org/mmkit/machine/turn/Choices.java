// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.turn;

import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.ChoiceKind;

/** Counts the choices of each task in a run, by kind. */
final class Choices {
  private final Map<String, Integer> counts = new TreeMap<>();

  /** The number of a choice that is about to be made, from 1. */
  int next(String task, ChoiceKind kind) {
    return counts.merge(task + " " + kind, 1, Integer::sum);
  }
}
