// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.List;
import org.mmkit.machine.Trace;
import org.mmkit.suite.check.Broken;

/** Says in one sentence of plain English what came between what. */
final class Sentence {
  private Sentence() {}

  static String of(Phase phase, Broken broken, List<Integer> conflict) {
    if (conflict.isEmpty()) {
      return broken.message();
    }
    String earlier = deed(phase, conflict.get(0));
    String later = deed(phase, conflict.get(1));
    return earlier + " came before " + later + ": " + broken.message();
  }

  private static String deed(Phase phase, int step) {
    Trace trace = phase.trace();
    int task = trace.task(step);
    String call = "";
    for (Trace.Note note : trace.notes()) {
      if (note.step() <= step && note.task() == task && note.sort() == Trace.Sort.CALL) {
        call = " of its " + note.text();
      }
    }
    String source = trace.source(step).isEmpty() ? "" : " at " + trace.source(step);
    return phase.name(task) + "'s \"" + StepWords.of(trace, step) + "\"" + call + source;
  }
}
