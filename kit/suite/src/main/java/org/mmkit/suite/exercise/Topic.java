// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.TaskProgram;

/** What can be asked of any run of a program. */
sealed interface Topic {

  /** The question. */
  String text();

  /** What is true of a run; nothing if the question does not arise there. */
  Optional<String> answer(RunFacts facts);

  /** How many turns the reader needs to know; all if it is less than 1. */
  int turnsShown();

  /**
   * What a call returns.
   *
   * @param call its number in the task, from 0
   * @param says the call, with its number where there are several like it
   */
  record Result(String task, int call, String says) implements Topic {
    @Override
    public String text() {
      return "What does " + says + " of " + task + " return?";
    }

    @Override
    public Optional<String> answer(RunFacts facts) {
      return facts.result(task, call);
    }

    @Override
    public int turnsShown() {
      return 0;
    }
  }

  /**
   * Which locks are held.
   *
   * @param turn at the end of which turn, from 1
   */
  record Held(int turn) implements Topic {
    @Override
    public String text() {
      return "Which locks are held when turn " + turn + " ends?";
    }

    @Override
    public Optional<String> answer(RunFacts facts) {
      return nth(facts.held(), turn);
    }

    @Override
    public int turnsShown() {
      return turn;
    }
  }

  /**
   * Who waits.
   *
   * @param turn at the end of which turn, from 1
   */
  record Waits(int turn) implements Topic {
    @Override
    public String text() {
      return "Who waits when turn " + turn + " ends?";
    }

    @Override
    public Optional<String> answer(RunFacts facts) {
      return nth(facts.waits(), turn);
    }

    @Override
    public int turnsShown() {
      return turn;
    }
  }

  /** Which mappings are left. */
  record Maps() implements Topic {
    @Override
    public String text() {
      return "Which mappings are left when all tasks have ended?";
    }

    @Override
    public Optional<String> answer(RunFacts facts) {
      return Optional.of(facts.maps());
    }

    @Override
    public int turnsShown() {
      return 0;
    }
  }

  private static Optional<String> nth(List<String> all, int number) {
    return number <= all.size() ? Optional.of(all.get(number - 1)) : Optional.empty();
  }

  /** All that can be asked about a program. */
  static List<Topic> of(Program program) {
    List<Topic> all = new ArrayList<>();
    for (TaskProgram task : program.tasks()) {
      List<String> before = new ArrayList<>();
      for (Step step : task.steps()) {
        String call = CaseFormatter.format(step.call());
        boolean several =
            task.steps().stream().filter(one -> one.call().equals(step.call())).count() > 1;
        all.add(
            new Result(
                task.name(),
                before.size(),
                several ? "call " + (before.size() + 1) + ", " + call + "," : call));
        before.add(call);
      }
    }
    for (int turn = 1; turn <= 3; turn++) {
      all.add(new Held(turn));
      all.add(new Waits(turn));
    }
    all.add(new Maps());
    return all;
  }
}
