// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmkit.mm.MmRule;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.spec.Explanation;
import org.mmkit.suite.spec.Operation;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Judges what the calls of a run returned: by the results that the program expects, and by the
 * sequential specification, which must be able to explain them in some order.
 */
public final class OutcomeJudge {

  /** Verdicts that are kept: millions of schedules have a few hundred different outcomes. */
  private static final int VERDICTS_MAX = 1 << 14;

  /** Outcomes of which it is asked whether a munmap was seen half done, which takes time. */
  private static final int LOOKS_MAX = 64;

  private final Program program;

  /** For what the set-up returned: how the rest is judged. */
  private final Map<List<String>, SetUp> setUps = new HashMap<>();

  private final Map<OutcomeKey, Optional<Broken>> verdicts = new HashMap<>();
  private boolean undecided;
  private int looks;

  /** A judge of the runs of one program. */
  public OutcomeJudge(Program program) {
    this.program = program;
  }

  /** What is illegal in the results of a run, if anything is. */
  public Optional<Broken> judge(Outcome outcome) {
    return program.isSequential()
        ? SequentialJudge.judge(program, outcome)
        : judgeConcurrent(outcome);
  }

  private Optional<Broken> judgeConcurrent(Outcome outcome) {
    OutcomeKey key = new OutcomeKey(outcome.observations());
    Optional<Broken> known = verdicts.get(key);
    if (known != null) {
      return known;
    }
    Optional<Broken> verdict = judge(outcome.observations());
    if (verdicts.size() < VERDICTS_MAX) {
      verdicts.put(key, verdict);
    }
    return verdict;
  }

  private Optional<Broken> judge(List<Observation> observations) {
    List<Operation> operations = new ArrayList<>();
    int setup = Math.min(program.setup().size(), observations.size());
    for (int i = 0; i < observations.size(); i++) {
      Observation observation = observations.get(i);
      Step step = observation.step();
      String result = observation.result();
      if (result != null && !step.expected().matches(result)) {
        return Optional.of(
            new Broken(
                BrokenLaw.aimOf(program),
                observation.task()
                    + "'s "
                    + step.call()
                    + " gave "
                    + observation.result()
                    + " instead of "
                    + step.expected().text(),
                observation));
      }
      if (i >= setup) {
        operations.add(operation(observation));
      }
    }
    SetUp setUp =
        setUps.computeIfAbsent(
            results(observations.subList(0, setup)),
            results -> SetUp.of(program, observations.subList(0, setup)));
    if (setUp.broken().isPresent()) {
      return setUp.broken();
    }
    Explanation explanation = setUp.explain(operations);
    undecided |= explanation instanceof Explanation.Undecided;
    return explanation instanceof Explanation.Unexplained unexplained
        ? Optional.of(illegal(unexplained, setUp, operations, observations))
        : Optional.empty();
  }

  private Broken illegal(
      Explanation.Unexplained unexplained,
      SetUp setUp,
      List<Operation> operations,
      List<Observation> observations) {
    Observation seen = begunAt(observations, unexplained.operation().invoked());
    boolean mayBeHalf = !seen.step().call().is(CallKind.USER_ACCESS) && looks++ < LOOKS_MAX;
    Optional<String> half =
        mayBeHalf ? new HalfDone(setUp, operations).sentence() : Optional.empty();
    return half.isPresent()
        ? new Broken(MmRule.L10, half.get() + ". " + unexplained.sentence(), seen)
        : new Broken(BrokenLaw.of(program, unexplained), unexplained.sentence(), seen);
  }

  private static List<String> results(List<Observation> observations) {
    return observations.stream().map(seen -> String.valueOf(seen.result())).toList();
  }

  /** Whether some results were neither explained nor refuted within the limit of the search. */
  public boolean leftSomethingUndecided() {
    return undecided;
  }

  private static Observation begunAt(List<Observation> observations, long event) {
    return observations.stream().filter(o -> o.invoked() == event).findFirst().orElseThrow();
  }

  private Operation operation(Observation observation) {
    Call call = observation.step().call();
    return new Operation(
        taskNumber(observation.task()),
        judged(call),
        observation.result(),
        observation.invoked(),
        observation.responded(),
        observation.ranOut() || call.is(CallKind.COPIES_MEMORY) || call.is(CallKind.SHARES_MEMORY));
  }

  /** The one call of a partner that shares the memory is as good as the task's own. */
  private static Call judged(Call call) {
    return call.is(CallKind.SHARES_MEMORY) && call.ops("ops").size() == 1
        ? call.ops("ops").get(0)
        : call;
  }

  /** The number in its name, whichever tasks there are beside it; 0 for what comes after. */
  private int taskNumber(String name) {
    boolean isTask = program.tasks().stream().anyMatch(task -> task.name().equals(name));
    return isTask ? Integer.parseInt(name.substring(1)) : 0;
  }
}
