// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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
   * The evidence for one incident of the run.
   *
   * @param noReturn number of the step from which nothing avoids it any more, or -1 if unknown
   */
  public Evidence of(Incident incident, int noReturn) {
    List<Integer> conflict = new Conflict(phase).upTo(incident.step());
    TreeSet<Integer> marked = new TreeSet<>(conflict);
    marked.add(incident.step());
    marked.add(noReturn);
    int last = phase.contains(incident.step()) ? incident.step() : phase.to() - 1;
    String source = source(incident);
    return evidence(
        Sentence.of(phase, incident, conflict),
        source,
        new KernelReport(phase, incident, source).lines(),
        marked,
        last,
        conflict,
        incident.step(),
        noReturn);
  }

  /** The step that shows it, or else the later one of the two that conflict, or the last one. */
  public int stepOf(Incident incident) {
    if (incident.step() >= 0) {
      return incident.step();
    }
    List<Integer> conflict = new Conflict(phase).upTo(-1);
    return conflict.isEmpty() ? phase.to() - 1 : conflict.get(1);
  }

  /** A run in which nothing is wrong. */
  public Evidence ofAll() {
    return evidence(
        "no rule was broken", "", List.of(), new TreeSet<>(), phase.to() - 1, List.of(), -1, -1);
  }

  private Evidence evidence(
      String sentence,
      String source,
      List<String> report,
      TreeSet<Integer> marked,
      int last,
      List<Integer> conflict,
      int found,
      int noReturn) {
    return new Evidence(
        sentence,
        source,
        report,
        program.setup().stream().map(CaseFormatter::format).toList(),
        phase.columns(),
        new BlockBuilder(phase, marked).upTo(last),
        conflict.stream().map(phase::shown).toList(),
        phase.shown(found),
        phase.shown(noReturn),
        phase.to() - 1 - last,
        maps(found));
  }

  /** The line of the strategy in which the task was when it showed; empty if it was not in it. */
  private String source(Incident incident) {
    return incident.step() < 0 ? incident.source() : phase.trace().source(incident.step());
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
