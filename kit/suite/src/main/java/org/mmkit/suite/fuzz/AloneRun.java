// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Patience;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.spec.Answer;
import org.mmkit.suite.spec.Possible;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.spec.SpecTarget;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;
import org.mmkit.suite.target.RunWatch;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Runs programs without tasks on one strategy, and judges each: by the invariants of the model, and
 * call by call by the sequential specification, as far as that knows.
 */
final class AloneRun {
  private static final int MAIN = 0;

  private final Supplier<UnmapStrategy> strategy;
  private final Defects defects;
  private final FiberKind fiber;
  private final @Nullable RunWatch watch;
  private final Patience patience = new Patience();

  /**
   * Runs on a strategy.
   *
   * @param watch looks on, or null
   */
  AloneRun(
      Supplier<UnmapStrategy> strategy,
      Defects defects,
      FiberKind fiber,
      @Nullable RunWatch watch) {
    this.strategy = strategy;
    this.defects = defects;
    this.fiber = fiber;
    this.watch = watch;
  }

  Outcome run(Program program) {
    Outcome outcome =
        patience
            .limit(Setup.of(program, defects, fiber))
            .target(strategy)
            .watchedBy(watch)
            .run(program, new VirtualTime());
    patience.saw(outcome);
    return outcome;
  }

  /** What the calls of a program give, as far as the specification gives the same. */
  List<String> results(Program program) {
    SpecState state = SpecState.initial();
    List<String> results = new ArrayList<>();
    for (Observation observation : run(program).observations()) {
      String result = observation.result();
      Answer answer = SpecTarget.apply(state, MAIN, observation.step().call());
      boolean agreed = result != null && new Compared(result, answer).isExact();
      results.add(agreed ? Objects.requireNonNull(result) : "");
    }
    return results;
  }

  /** A result and what the specification says of it. */
  private record Compared(String result, Answer answer) {
    boolean isExact() {
      return !(answer instanceof Answer.Unspecified)
          && org.mmkit.suite.spec.Verdict.compare(result, answer).isLegal();
    }
  }

  /** Runs a program and judges it. */
  Verdict of(Program program) {
    Outcome outcome;
    try {
      outcome = run(program);
    } catch (NotModelled missing) {
      return Verdict.notModelled(missing.getMessage());
    }
    List<Observation> seen = outcome.observations();
    Throwable failure = outcome.failure();
    if (failure != null) {
      return Verdict.threw(failure, seen.size());
    }
    if (!outcome.violations().isEmpty()) {
      Violation first = outcome.violations().get(0);
      return Verdict.wrong(first.rule().code(), new Broken(first), seen.size());
    }
    if (outcome.end() != RunEnd.COMPLETED) {
      Observation last = seen.get(seen.size() - 1);
      String message = last.step().call() + " did not return: " + outcome.end();
      return Verdict.wrong(SpecRule.C1.code(), new Broken(SpecRule.C1, message, last), seen.size());
    }
    return judge(seen);
  }

  private static Verdict judge(List<Observation> seen) {
    Possible possible = new Possible();
    for (int i = 0; i < seen.size(); i++) {
      Call call = seen.get(i).step().call();
      String result = Objects.requireNonNull(seen.get(i).result());
      if (!possible.follow(call, result)) {
        String message = call + " gave " + result + " instead of " + possible.legal(call);
        Broken broken = new Broken(SpecRule.C1, message, seen.get(i));
        return Verdict.wrong(SpecRule.C1.code() + " " + call.name(), broken, i + 1);
      }
    }
    return possible.isKnown() ? Verdict.agrees() : Verdict.unknown(possible.why());
  }
}
