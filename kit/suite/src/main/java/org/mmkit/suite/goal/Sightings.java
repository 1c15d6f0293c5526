// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Certificate;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Everything that can come of a scenario with few preemptions: what the calls return, which
 * mappings are left, and which rules are broken. Of each, the shortest schedule that shows it.
 */
final class Sightings {
  static final int BOUND = 2;

  /**
   * One of the things that can come of it.
   *
   * @param preemptions of the schedule that shows it
   * @param steps of its run
   * @param schedule the shortest one that was found
   */
  record Sighting(int preemptions, long steps, Schedule schedule) {
    boolean isShorterThan(Sighting other) {
      return preemptions != other.preemptions
          ? preemptions < other.preemptions
          : steps < other.steps;
    }
  }

  private final Experiment run;
  private final Map<String, Sighting> all = new TreeMap<>();
  private @Nullable Throwable failure;
  private @Nullable Certificate certificate;

  Sightings(Experiment run) {
    this.run = run;
  }

  /**
   * Runs schedules until all were tried, or the budget ends.
   *
   * @param beat called before each run
   */
  void search(long budget, Runnable beat) {
    int deviations = run.program().settings().containsKey("choices") ? 1 : 0;
    BoundedSearch search = new BoundedSearch(BOUND, deviations);
    long schedules = 0;
    int preemptions = 0;
    while (failure == null && schedules < budget && search.hasNext()) {
      beat.run();
      preemptions = search.progress().preemptionsExhausted() + 1;
      Outcome outcome = run.run(search.next());
      failure = outcome.failure();
      note(outcome, preemptions);
      schedules++;
    }
    certificate = Certificate.ofBounded(run.program(), deviations, search.progress(), BOUND);
  }

  private void note(Outcome outcome, int preemptions) {
    Sighting sighting =
        new Sighting(preemptions, outcome.machine().steps(), outcome.machine().schedule().copy());
    all.merge(text(outcome), sighting, (old, fresh) -> fresh.isShorterThan(old) ? fresh : old);
  }

  /** What came of a run, in words that do not depend on the order in which calls returned. */
  String text(Outcome outcome) {
    Map<String, StringBuilder> byTask = new TreeMap<>();
    List<Observation> all = outcome.observations();
    for (Observation observation : all.subList(setup(all.size()), all.size())) {
      String who = observation.task().equals(ModelTarget.MAIN) ? "then" : observation.task();
      StringBuilder calls = byTask.computeIfAbsent(who, name -> new StringBuilder(name + ":"));
      String result = observation.returned() ? observation.result() : "did not return";
      calls.append(' ').append(observation.step().call().text()).append(" -> ").append(result);
      calls.append(';');
    }
    StringBuilder text = new StringBuilder();
    byTask.values().forEach(calls -> text.append(calls).append(' '));
    TreeSet<String> codes = new TreeSet<>();
    for (Broken broken : run.judge(outcome)) {
      codes.add(broken.rule().code());
    }
    return text.append(codes.isEmpty() ? "no rule broken" : "broken " + String.join(", ", codes))
        .toString();
  }

  /** How many of the calls belong to the set-up, which is always the same. */
  private int setup(int calls) {
    return Math.min(calls, run.program().setup().size());
  }

  Map<String, Sighting> all() {
    return all;
  }

  /** What the strategy threw, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  Certificate certificate() {
    return Objects.requireNonNull(certificate, "nothing was searched");
  }

  Experiment run() {
    return run;
  }
}
