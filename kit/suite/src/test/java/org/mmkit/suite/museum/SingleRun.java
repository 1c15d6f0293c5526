// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.perf.Measures;
import org.mmkit.suite.perf.Trial;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;

/** What convicts without a search: a case of stage conformance, or a measure of stage hold. */
final class SingleRun {
  private static final String CONFORMANCE = "conformance:";
  private static final String HOLD = "hold:";

  private SingleRun() {}

  /** The rules that a run breaks, by their ids. */
  static Set<String> rules(String by, String strategy, Defects defects, FiberKind fiber) {
    if (by.startsWith(HOLD)) {
      return measured(by.substring(HOLD.length()), strategy, defects, fiber);
    }
    if (by.startsWith(CONFORMANCE)) {
      return answered(by.substring(CONFORMANCE.length()), strategy, defects, fiber);
    }
    throw new IllegalStateException("nothing is run by " + by);
  }

  private static Set<String> measured(
      String measure, String strategy, Defects defects, FiberKind fiber) {
    Set<String> rules = new TreeSet<>();
    Trial trial = Trial.of(Museum.strategy(strategy), defects, fiber);
    for (Broken slow : Measures.judge(measure, trial)) {
      rules.add(slow.rule().id());
    }
    return rules;
  }

  private static Set<String> answered(
      String id, String strategy, Defects defects, FiberKind fiber) {
    Program program =
        Cases.shipped().stream()
            .filter(known -> known.id().equals(id))
            .findFirst()
            .orElseThrow(() -> new IllegalStateException("there is no case " + id));
    Experiment experiment =
        new Experiment(program, Setup.of(program, defects, fiber), Museum.strategy(strategy));
    Set<String> rules = new TreeSet<>();
    for (Broken broken : experiment.judge(experiment.run(new VirtualTime()))) {
      rules.add(broken.rule().id());
    }
    return rules;
  }
}
