// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mmkit.suite.program.Call;

/**
 * What is known of histories that were judged. A history is known again by its calls, their results
 * and which came before which; and one order explains all histories of the same results that it
 * respects.
 */
final class Verdicts {

  private static final int MAX_WITNESSES = 16;

  private record Results(List<Integer> calls, List<String> results) {}

  private record Outcome(Results results, List<Long> precedence) {}

  private final Map<Call, Integer> calls = new HashMap<>();
  private final Map<Results, List<Witness>> witnesses = new HashMap<>();
  private final Map<Outcome, Explanation> explanations = new HashMap<>();

  /** A verdict found before that is right for this history too. */
  Optional<Explanation> find(Timeline timeline, SpecState initial) {
    Results results = results(timeline);
    List<Witness> known = witnesses.getOrDefault(results, List.of());
    if (known.stream().anyMatch(w -> w.sequential() && w.respects(timeline))) {
      return Optional.of(new Explanation.Explained());
    }
    Outcome outcome = new Outcome(results, timeline.precedence());
    Explanation explanation = explanations.get(outcome);
    if (explanation == null && known.stream().anyMatch(w -> explains(timeline, initial, w))) {
      explanation = new Explanation.Explained();
      explanations.put(outcome, explanation);
    }
    return Optional.ofNullable(explanation);
  }

  private static boolean explains(Timeline timeline, SpecState initial, Witness witness) {
    return !witness.sequential()
        && witness.respects(timeline)
        && Search.explains(timeline, initial, witness);
  }

  void add(Timeline timeline, Witness witness) {
    List<Witness> known =
        witnesses.computeIfAbsent(results(timeline), results -> new ArrayList<>());
    if (known.size() < MAX_WITNESSES) {
      known.add(witness);
    } else {
      add(timeline, new Explanation.Explained());
    }
  }

  void add(Timeline timeline, Explanation explanation) {
    explanations.put(new Outcome(results(timeline), timeline.precedence()), explanation);
  }

  /** The number of different sets of results. */
  int outcomes() {
    return witnesses.size() + explanations.size();
  }

  private Results results(Timeline timeline) {
    List<Integer> numbers = new ArrayList<>();
    List<String> texts = new ArrayList<>();
    for (Operation operation : timeline.operations()) {
      numbers.add(operation.mayRunOut() ? ~operation.task() : operation.task());
      numbers.add(calls.computeIfAbsent(operation.call(), call -> calls.size()));
      texts.add(operation.isPending() ? "" : operation.result());
    }
    return new Results(numbers, texts);
  }
}
