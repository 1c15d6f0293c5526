// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.spec.Answer;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.spec.SpecTarget;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * Prints where the answers recorded in case files differ from the model's and the specification's,
 * and how `exclusive` fares with concurrent ones. Arguments: case files or folders; {@code -q}
 * prints counts alone.
 */
final class WitnessTable {
  private static final int SCHEDULES = 400;

  private final boolean quiet;
  private final Map<String, int[]> counts = new TreeMap<>();

  private WitnessTable(boolean quiet) {
    this.quiet = quiet;
  }

  public static void main(String[] args) {
    List<String> all = List.of(args);
    WitnessTable table = new WitnessTable(all.contains("-q"));
    for (String file : all) {
      if (!file.equals("-q")) {
        Cases.load(List.of(Path.of(file))).forEach(table::judge);
      }
    }
    System.out.printf("%-28s %26s %26s%n", "", "model pass/fail/skip", "spec pass/fail/open");
    table.counts.forEach(
        (file, c) ->
            System.out.printf(
                "%-28s %10d %7d %7d %10d %7d %7d%n", file, c[0], c[1], c[2], c[3], c[4], c[5]));
  }

  private void judge(Program program) {
    tell(program, 0, "model", program.isSequential() ? model(program) : walks(program));
    if (program.isSequential()) {
      tell(program, 3, "spec", specification(program));
    }
  }

  private void tell(Program program, int column, String witness, String verdict) {
    int kind = verdict.isEmpty() ? 0 : verdict.startsWith("SKIP") ? 2 : 1;
    counts.computeIfAbsent(program.file(), f -> new int[6])[column + kind]++;
    if (kind != 0 && !quiet) {
      System.out.println(witness + " " + program.id() + " " + verdict);
    }
  }

  private static Experiment experiment(Program program) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    return new Experiment(program, setup, ExclusiveMunmap::new);
  }

  private static String model(Program program) {
    return run(program, experiment(program), new VirtualTime());
  }

  private static String walks(Program program) {
    Experiment experiment = experiment(program);
    for (int i = 0; i < SCHEDULES; i++) {
      String verdict = run(program, experiment, new RandomWalk(1, i));
      if (!verdict.isEmpty()) {
        return "schedule " + i + ": " + verdict;
      }
    }
    return experiment.leftSomethingUndecided() ? "SKIP undecided" : "";
  }

  private static String run(Program program, Experiment experiment, Scheduler scheduler) {
    Outcome outcome;
    try {
      outcome = experiment.run(scheduler);
    } catch (NotModelled missing) {
      return "SKIP " + missing.getMessage();
    } catch (RuntimeException e) {
      return stack(e);
    }
    if (outcome.failure() != null) {
      return stack(outcome.failure());
    }
    List<String> lines = new ArrayList<>();
    for (Broken broken : experiment.judge(outcome)) {
      lines.add(broken.rule().code() + " " + broken.sentence());
    }
    if (program.isSequential()) {
      for (Observation o : outcome.observations()) {
        if (o.result() != null && !o.step().expected().matches(o.result())) {
          lines.add("  " + o.step().line() + ": " + o.step().text() + "  model: " + o.result());
        }
      }
    }
    return String.join("\n", lines);
  }

  private static String stack(Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return text.toString().lines().limit(6).reduce("THREW", (a, b) -> a + "\n" + b);
  }

  private static String specification(Program program) {
    List<SpecState> states = List.of(SpecState.initial());
    String open = "";
    for (Step step : program.setup()) {
      Set<SpecState> next = new LinkedHashSet<>();
      Set<String> legal = new LinkedHashSet<>();
      for (SpecState state : states) {
        for (String expected : step.expected().alternatives()) {
          for (SpecTarget.Outcome o : SpecTarget.explain(state, 0, step.call(), expected)) {
            next.add(o.state());
            if (o.answer() instanceof Answer.Unspecified) {
              open = "SKIP " + step.line() + ": " + step.text() + "  spec: " + o.answer().text();
            }
          }
        }
        for (SpecTarget.Outcome o : SpecTarget.outcomes(state, 0, step.call())) {
          legal.add(o.answer().text());
          if (step.expected().isAnything()) {
            next.add(o.state());
          }
        }
      }
      if (next.isEmpty()) {
        return step.line() + ": " + step.text() + "  spec: " + legal;
      }
      states = new ArrayList<>(next);
    }
    return open;
  }
}
