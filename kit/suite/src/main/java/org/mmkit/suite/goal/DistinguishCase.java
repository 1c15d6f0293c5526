// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.NotModelled;

/** One scenario, searched with both strategies. */
final class DistinguishCase {
  private static final int SCHEDULES = 20_000;

  private final Program program;
  private final StageRequest request;
  private final Progress progress;
  private final Sightings one;
  private final Sightings other;
  private boolean compared;

  DistinguishCase(Program program, StageRequest request, Subject other, Progress progress) {
    this.program = withMaps(program);
    this.request = request;
    this.progress = progress;
    this.one = sightings(request.subject());
    this.other = sightings(other);
  }

  /** What the tasks leave is asked for at the end, so that it counts as a result. */
  private static Program withMaps(Program p) {
    List<Step> after = new ArrayList<>(p.after());
    after.add(new Step(Call.withDefaults("maps"), Expected.ANYTHING, p.line(), "maps() => *"));
    return p.with(p.setup(), p.tasks(), after);
  }

  private Sightings sightings(Subject subject) {
    return new Sightings(Experiment.of(program, request, subject));
  }

  CaseRecord judge(List<Difference> differences) {
    try {
      for (Sightings sightings : List.of(one, other)) {
        sightings.search(request.budget().orElse(SCHEDULES), () -> progress.beginRun(false));
        if (sightings.failure() != null) {
          return progress.broken(program.id(), "", sightings.failure());
        }
      }
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), "", missing.getMessage());
    } catch (ReplayDivergence divergence) {
      return CaseRecord.broken(
          program.id(),
          "",
          "One of the strategies depends on something that is not in the schedule: "
              + divergence.getMessage()
              + ".");
    }
    compared = true;
    Optional<Difference> difference = Difference.between(one, other);
    difference.ifPresent(differences::add);
    return difference
        .map(found -> CaseRecord.fail(program.id(), "", headline(found)))
        .orElseGet(() -> CaseRecord.pass(program.id(), "", "no difference within: " + within()));
  }

  private static String headline(Difference difference) {
    int preemptions = difference.sighting().preemptions();
    return "they differ, with "
        + preemptions
        + (preemptions == 1 ? " preemption and " : " preemptions and ")
        + difference.sighting().steps()
        + " steps";
  }

  private String within() {
    String left = one.certificate().text();
    String right = other.certificate().text();
    return left.equals(right) ? left : left + " | " + right;
  }

  /** What was compared in all, and how far. */
  static String noDifference(List<DistinguishCase> cases) {
    List<String> lines = new ArrayList<>();
    for (DistinguishCase one : cases) {
      if (one.compared) {
        lines.add(one.program.id() + ": " + one.within());
      }
    }
    lines.add(0, lines.isEmpty() ? "nothing could be compared" : "no difference within:");
    return String.join("\n", lines);
  }
}
