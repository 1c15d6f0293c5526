// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.util.Set;
import java.util.TreeSet;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.perf.Measures;
import org.mmkit.suite.perf.Slow;
import org.mmkit.suite.perf.Trial;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/** What convicts without a search: a case of stage conformance, or a measure of stage hold. */
final class SingleRun {
  private static final String CONFORMANCE = "conformance:";
  private static final String HOLD = "hold:";

  /** As stage conformance has it: every range takes the path behind the threshold. */
  private static final long THRESHOLD = 4096;

  private static final long STEPS_MAX = 3_000_000;

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
    Trial trial = new Trial(Museum.strategy(strategy), defects, fiber);
    for (Slow slow : Measures.judge(measure, trial)) {
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
    ModelTarget target =
        new ModelTarget(
            Museum.strategy(strategy),
            MachineProfile.byName("xeon-e5-2680-2018"),
            MachineOptions.defaults()
                .withFibers(fiber)
                .withCpus(2)
                .withStepLimit(STEPS_MAX)
                .withLocks(defects.lockOptions()),
            KernelParams.standard().withHpagePudSize(THRESHOLD).withDefects(defects.paths()),
            defects.parts());
    Outcome outcome = target.run(program, new VirtualTime());
    Set<String> rules = new TreeSet<>();
    outcome.violations().forEach(violation -> rules.add(violation.rule().id()));
    for (Observation observation : outcome.observations()) {
      String result = observation.result();
      if (result == null || !observation.step().expected().matches(result)) {
        rules.add(SpecRule.C1.id());
      }
    }
    return rules;
  }
}
