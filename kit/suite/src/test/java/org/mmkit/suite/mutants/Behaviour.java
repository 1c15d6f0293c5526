// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;
import org.mmkit.suite.target.RunWatch;

/**
 * What a strategy does, step by step, in the whole catalogue: every sequential case once, every
 * concurrent program under some random schedules.
 */
final class Behaviour {
  private static final int SCHEDULES = 30;

  private final Map<String, Integer> known = new HashMap<>();

  /** Keeps what a strategy does. */
  static Behaviour of(Subject subject, Runnable beat) {
    Behaviour behaviour = new Behaviour();
    for (Program program : catalogue()) {
      for (int i = 0; i < schedules(program); i++) {
        beat.run();
        behaviour.known.put(program.id() + " " + i, print(program, subject, i));
      }
    }
    return behaviour;
  }

  /** Whether another strategy does the same, step by step. */
  boolean isThatOf(Subject other, Runnable beat) {
    for (Program program : catalogue()) {
      for (int i = 0; i < schedules(program); i++) {
        beat.run();
        if (known.get(program.id() + " " + i) != print(program, other, i)) {
          return false;
        }
      }
    }
    return true;
  }

  private static List<Program> catalogue() {
    List<Program> all = new ArrayList<>(Scenarios.shipped());
    all.addAll(Scenarios.races());
    all.addAll(Cases.shipped());
    return all;
  }

  private static int schedules(Program program) {
    return program.isSequential() ? 1 : SCHEDULES;
  }

  private static int print(Program program, Subject subject, int schedule) {
    Scheduler scheduler =
        program.isSequential()
            ? new VirtualTime()
            : new RandomWalk(JudgeRequest.Search.DEFAULT_SEED, schedule);
    Print print = new Print();
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    try {
      print.add(new Experiment(program, setup, subject::newStrategy, print).run(scheduler));
    } catch (NotModelled missing) {
      return 0;
    }
    return print.sum;
  }

  /** A number for what a run does. */
  private static final class Print implements RunWatch {
    private int sum;

    private void add(Object one) {
      sum = 31 * sum + one.hashCode();
    }

    @Override
    public void takes(int task, StepKind kind) {
      sum = 31 * sum + task;
      sum = 31 * sum + kind.ordinal();
    }

    @Override
    public void begins(int task, String call, int memory) {
      add(call);
      add(memory);
    }

    @Override
    public void ends(int task, String result, int memory) {
      add(result);
      add(memory);
    }

    private void add(Outcome outcome) {
      add(outcome.end().name());
      add(String.valueOf(outcome.failure()));
      add(outcome.machine().nowPs());
      outcome.observations().forEach(seen -> add(String.valueOf(seen.result())));
      outcome.violations().forEach(broken -> add(broken.message()));
    }
  }
}
