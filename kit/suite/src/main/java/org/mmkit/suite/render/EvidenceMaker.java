// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.target.Outcome;
import org.mmkit.suite.target.Snapshot;

/** Makes the evidence of a run whose steps were recorded. */
public final class EvidenceMaker {
  private final Program program;
  private final Outcome traced;
  private final Phase phase;

  /** Looks at a run. */
  public EvidenceMaker(Program program, Outcome traced) {
    this.program = program;
    this.traced = traced;
    this.phase = Phase.of(program, traced.machine());
  }

  /**
   * The evidence for one rule that the run broke.
   *
   * @param noReturn number of the step from which nothing avoids it any more, or -1 if unknown
   */
  public Evidence of(Broken broken, int noReturn) {
    int step = broken.stepIn(traced);
    List<Integer> conflict = new Conflict(phase).upTo(step);
    return evidence(
        Sentence.of(phase, broken, conflict),
        new KernelReport(phase, traced, broken).lines(),
        conflict,
        step,
        noReturn);
  }

  /** The step that shows it, or else the later one of the two that conflict, or the last one. */
  public int stepOf(Broken broken) {
    int step = broken.stepIn(traced);
    if (step >= 0) {
      return step;
    }
    List<Integer> conflict = new Conflict(phase).upTo(-1);
    return conflict.isEmpty() ? phase.to() - 1 : conflict.get(1);
  }

  /** A run in which nothing is wrong. */
  public Evidence ofAll() {
    return evidence("no rule was broken", List.of(), List.of(), -1, -1);
  }

  private Evidence evidence(
      String sentence, List<String> report, List<Integer> conflict, int found, int noReturn) {
    TreeSet<Integer> marked = new TreeSet<>(conflict);
    marked.add(found);
    marked.add(noReturn);
    int last = phase.contains(found) ? found : phase.to() - 1;
    Evidence.Marks marks =
        new Evidence.Marks(
            conflict.stream().map(phase::shown).toList(),
            phase.shown(found),
            phase.shown(noReturn),
            phase.to() - 1 - last);
    return new Evidence(
        sentence,
        report,
        program.setup().stream().map(CaseFormatter::format).toList(),
        phase.columns(),
        new BlockBuilder(phase, marked).upTo(last),
        marks,
        maps(found),
        Moments.upTo(last, phase, traced.states()));
  }

  private Evidence.Maps maps(int found) {
    List<String> before = mapsAt(phase.from());
    List<String> after = mapsAt(phase.to());
    return new Evidence.Maps(before, found < 0 ? after : mapsAt(found + 1), after);
  }

  /** The mappings when so many steps had been taken, as far as they were looked at. */
  private List<String> mapsAt(int steps) {
    List<String> maps = new ArrayList<>();
    for (Snapshot snapshot : traced.snapshots()) {
      if (snapshot.step() <= steps) {
        maps = snapshot.maps();
      }
    }
    return maps;
  }
}
