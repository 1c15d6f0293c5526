// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.search.Search;
import org.mmkit.machine.search.SearchProgress;
import org.mmkit.machine.search.SourceDpor;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Patience;
import org.mmkit.suite.target.Outcome;

/**
 * Searches one scenario: all schedules up to a bound of preemptions, bound by bound; one schedule
 * of each trace, where these are few; then others at random, by several policies in turn.
 */
public final class Exploration {

  /**
   * How much is searched.
   *
   * @param bound preemptions up to which all schedules are to be run; -1 for none
   * @param exhaustive schedules after which the bounded search gives up
   * @param traces schedules after which the search of all traces gives up; 0 for no such search
   * @param random schedules that are run at random
   * @param tracesFirst whether the search of all traces comes first, and the bounded one only where
   *     that gave up
   */
  public record Limits(int bound, long exhaustive, long traces, long random, boolean tracesFirst) {

    /** What is short comes first. */
    public Limits(int bound, long exhaustive, long traces, long random) {
      this(bound, exhaustive, traces, random, false);
    }

    /** Schedules at random and nothing else. */
    public static Limits atRandom(long schedules) {
      return new Limits(-1, 0, 0, schedules);
    }
  }

  /** Wrong runs without an end that are enough: each takes as long as hundreds of others. */
  private static final int ENDLESS_MAX = 20;

  private static final String BOUNDED = "bounded search";
  private static final String TRACES = "search of all traces";

  /** These try what is short first. */
  private static final Set<String> SYSTEMATIC = Set.of(BOUNDED, TRACES);

  private final Experiment scenario;
  private final Runnable beat;
  private final int deviations;
  private Policy policy;
  private final Map<String, Discovery> discoveries = new TreeMap<>();
  private Predicate<Broken> wanted = broken -> false;
  private boolean stopped;
  private int endless;
  private long runs;
  private @Nullable Throwable failure;

  /**
   * A search that has not begun.
   *
   * @param beat called before each run
   */
  public Exploration(Experiment scenario, long seed, Runnable beat) {
    this.scenario = scenario;
    this.policy = new Policies(seed);
    this.beat = beat;
    this.deviations = scenario.program().settings().containsKey("choices") ? 1 : 0;
  }

  /** Takes the random schedules from another policy than all of them by turns. */
  Exploration by(Policy other) {
    policy = other;
    return this;
  }

  /** Ends the search when such a rule was found broken. */
  public Exploration until(Predicate<Broken> found) {
    wanted = found;
    return this;
  }

  /** Searches, and says how far it came; where every schedule was run, nothing else is tried. */
  public Certificate search(Limits limits) {
    Certificate.Builder certificate = new Certificate.Builder(scenario.program(), deviations);
    try {
      boolean all = limits.tracesFirst() && traces(limits, certificate).exhausted();
      if (limits.bound() >= 0 && !all && !over()) {
        SearchProgress progress = bounded(limits);
        certificate.bounded(progress, limits.bound());
        all = progress.everything() && deviations == 0;
      }
      if (limits.traces() > 0 && !limits.tracesFirst() && !all && !over()) {
        traces(limits, certificate);
      }
      certificate.random(all ? 0 : random(limits.random()));
    } catch (ReplayDivergence divergence) {
      diverged(divergence);
    }
    return certificate.build();
  }

  private SearchProgress bounded(Limits limits) {
    Search search = new BoundedSearch(limits.bound(), deviations);
    return run(search, limits.exhaustive(), BOUNDED);
  }

  private SearchProgress traces(Limits limits, Certificate.Builder certificate) {
    scenario.makeRunsAlike(true);
    try {
      SearchProgress progress = run(new SourceDpor(deviations), limits.traces(), TRACES);
      certificate.traces(progress);
      return progress;
    } finally {
      scenario.makeRunsAlike(false);
    }
  }

  private SearchProgress run(Search search, long most, String name) {
    for (long count = 0; count < most && !over() && search.hasNext(); count++) {
      run(search.next(), name);
    }
    return search.progress();
  }

  private long random(long most) {
    long count = 0;
    while (count < most && !over()) {
      run(policy.next(), policy.name());
      count++;
    }
    return count;
  }

  /** What was found, one for each code, in the order of the codes. */
  public List<Discovery> discoveries() {
    return new ArrayList<>(discoveries.values());
  }

  /** What the strategy threw, or null. */
  public @Nullable Throwable failure() {
    return failure;
  }

  /** Schedules run. */
  public long runs() {
    return runs;
  }

  private boolean over() {
    return stopped || failure != null;
  }

  private void run(Scheduler scheduler, String search) {
    beat.run();
    runs++;
    Outcome outcome = scenario.run(scheduler);
    failure = outcome.failure();
    List<Broken> all = scenario.judge(outcome);
    for (Broken broken : all) {
      note(broken, outcome, search);
    }
    if (Patience.isEndless(outcome) && all.stream().anyMatch(Broken::isUnsafe)) {
      stopped |= ++endless >= ENDLESS_MAX;
    }
  }

  private void note(Broken broken, Outcome outcome, String search) {
    stopped |= wanted.test(broken);
    String code = broken.rule().code();
    Discovery known = discoveries.get(code);
    long steps = outcome.machine().steps();
    if (known == null || !SYSTEMATIC.contains(known.search()) && steps < known.steps()) {
      discoveries.put(
          code, new Discovery(broken, outcome.machine().schedule().copy(), steps, search));
    }
  }

  /** A run did not come again to where it was before: no search means anything then. */
  private void diverged(ReplayDivergence divergence) {
    Broken broken =
        new Broken(
            ExploreRule.REPEAT,
            "in "
                + scenario.program().id()
                + " a schedule could not be followed a second time: "
                + divergence.getMessage());
    stopped = true;
    discoveries.put(broken.rule().code(), new Discovery(broken, new Schedule(), 0, "search"));
  }
}
