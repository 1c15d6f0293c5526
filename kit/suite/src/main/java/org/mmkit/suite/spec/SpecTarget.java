// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** The sequential specification as something that programs can be run on. */
public final class SpecTarget {

  private static final int MAX_ALTERNATIVES = 512;

  private SpecTarget() {}

  /** A step and the specification's answer to it. */
  public record Answered(Step step, Answer answer) {}

  /** An answer and the state that follows it. */
  public record Outcome(Answer answer, SpecState state) {}

  /** Runs the steps of a sequential program one after the other. */
  public static List<Answered> run(Program program) {
    SpecState state = SpecState.initial();
    List<Answered> answers = new ArrayList<>();
    for (Step step : program.setup()) {
      answers.add(new Answered(step, apply(state, 0, step.call())));
    }
    return answers;
  }

  /**
   * Carries a call out on a state. Where the specification leaves a choice, the usual alternative
   * is taken; where it leaves the result open, so are those of all calls behind it, unless the call
   * only asks.
   */
  public static Answer apply(SpecState state, int task, Call call) {
    return answer(new Turn(state, task, call, Choices.usual()));
  }

  /** The same for a call whose result is known, where that may tell which alternative was taken. */
  static Answer towards(SpecState state, int task, Call call, String observed) {
    return answer(new Turn(state, task, call, Choices.towards(observed)));
  }

  /**
   * The ways in which a call can have had a result; none if it cannot. The state that is passed
   * does not change.
   */
  public static List<Outcome> explain(SpecState state, int task, Call call, String observed) {
    return outcomes(state, task, call, Choices.towards(observed)).stream()
        .filter(outcome -> Verdict.isLegal(observed, outcome.answer()))
        .toList();
  }

  /** All answers that the specification allows, each with the state that follows it. */
  public static List<Outcome> outcomes(SpecState state, int task, Call call) {
    return outcomes(state, task, call, Choices.usual());
  }

  private static List<Outcome> outcomes(SpecState state, int task, Call call, Choices choices) {
    LinkedHashSet<Outcome> outcomes = new LinkedHashSet<>();
    do {
      SpecState next = state.copy();
      Answer answer = answer(new Turn(next, task, call, choices));
      outcomes.add(new Outcome(answer, next));
    } while (outcomes.size() < MAX_ALTERNATIVES && choices.next());
    return List.copyOf(outcomes);
  }

  static Answer answer(Turn turn) {
    SpecState state = turn.state();
    if (!state.unknown.isEmpty()) {
      return new Answer.Unspecified(state.unknown);
    }
    boolean foreign = Foreign.isTouchedBy(turn);
    try {
      Answer answer = Transitions.answer(turn);
      return foreign ? new Answer.Unspecified(Foreign.REASON) : answer;
    } catch (Open open) {
      if (!open.asksOnly()) {
        state.unknown = open.getMessage();
      }
      return new Answer.Unspecified(open.getMessage());
    }
  }
}
