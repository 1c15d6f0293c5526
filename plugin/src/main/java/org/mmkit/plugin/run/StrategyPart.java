// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.child.Frame;

/**
 * What was told of some jobs of a strategy, as it was told. Parts of the same run add up, in any
 * order, and a part that comes twice counts once.
 *
 * @param strategy its class, or the id of a shipped one
 * @param info what it says of itself, if it was found
 * @param refused why it was not run, if so
 * @param wallMs milliseconds that it took
 * @param stages in the order in which they run
 * @param jobs by their numbers
 * @param broken why it did not come to its end, if so
 * @param again how some cases ended in another JVM, where they ran
 */
record StrategyPart(
    String strategy,
    Optional<StrategyInfo> info,
    Optional<String> refused,
    long wallMs,
    List<StageHead> stages,
    List<Job> jobs,
    Optional<Break> broken,
    Optional<Again> again) {

  /**
   * A stage without its jobs.
   *
   * @param jobs how many it has in all parts
   * @param opening what it told before the first
   * @param end what it told behind the last; of a stage of one job only where that ran
   */
  record StageHead(String id, int jobs, List<Frame> opening, Optional<Frame.StageEnd> end) {

    StageHead {
      opening = List.copyOf(opening);
      Objects.requireNonNull(end);
    }

    StageHead plus(StageHead other) {
      if (!id.equals(other.id) || jobs != other.jobs || !opening.equals(other.opening)) {
        throw different("the cases of stage " + id);
      }
      if (end.isPresent() && other.end.isPresent() && !end.equals(other.end)) {
        throw different("the end of stage " + id);
      }
      return new StageHead(id, jobs, opening, end.or(other::end));
    }
  }

  /**
   * One job.
   *
   * @param number through all stages, from 0
   * @param stage the stage that it is of
   * @param index within the stage
   * @param frames what was told of it
   */
  record Job(int number, String stage, int index, List<Frame> frames) {

    Job {
      frames = List.copyOf(frames);
    }
  }

  /**
   * Where a run broke.
   *
   * @param number of the job that ran last
   * @param stage that ran; empty before the first
   */
  record Break(int number, String stage, Frame.Broken reason) {}

  StrategyPart {
    Objects.requireNonNull(info);
    stages = List.copyOf(stages);
    jobs = List.copyOf(jobs);
    Objects.requireNonNull(broken);
    Objects.requireNonNull(again);
  }

  /** One that was not run. */
  static StrategyPart refused(String strategy, String why) {
    return new StrategyPart(
        strategy,
        Optional.empty(),
        Optional.of(why),
        0,
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  /** The same with the second run of some cases. */
  StrategyPart with(Again other) {
    return new StrategyPart(
        strategy, info, refused, wallMs, stages, jobs, broken, Optional.of(other));
  }

  /** The same with jobs that were done before. */
  StrategyPart with(List<Job> before) {
    return new StrategyPart(
        strategy, info, refused, wallMs, stages, union(jobs, before), broken, again);
  }

  /**
   * Both together.
   *
   * @throws InputException if they tell different things of the same
   */
  StrategyPart plus(StrategyPart other) {
    if (!strategy.equals(other.strategy) || !refused.equals(other.refused)) {
      throw different("the strategies");
    }
    if (info.isPresent() && other.info.isPresent() && !info.equals(other.info)) {
      throw different(strategy);
    }
    if (again.isPresent() && other.again.isPresent() && !again.equals(other.again)) {
      throw different("the second run of " + strategy);
    }
    return new StrategyPart(
        strategy,
        info.or(other::info),
        refused,
        Math.max(wallMs, other.wallMs),
        heads(stages, other.stages),
        union(jobs, other.jobs),
        first(broken, other.broken),
        again.or(other::again));
  }

  private static List<StageHead> heads(List<StageHead> ours, List<StageHead> others) {
    Map<String, StageHead> all = new LinkedHashMap<>();
    // A run that broke has fewer of them, in the same order.
    List<StageHead> more = ours.size() >= others.size() ? ours : others;
    more.forEach(head -> all.put(head.id(), head));
    Stream.of(ours, others)
        .flatMap(List::stream)
        .forEach(head -> all.merge(head.id(), head, StageHead::plus));
    return new ArrayList<>(all.values());
  }

  private static List<Job> union(List<Job> ours, List<Job> others) {
    TreeMap<Integer, Job> all = new TreeMap<>();
    ours.forEach(job -> all.put(job.number(), job));
    for (Job job : others) {
      Job before = all.putIfAbsent(job.number(), job);
      if (before != null && !before.equals(job)) {
        throw different("job " + job.index() + " of stage " + job.stage());
      }
    }
    return new ArrayList<>(all.values());
  }

  private static Optional<Break> first(Optional<Break> one, Optional<Break> other) {
    return Stream.of(one, other)
        .flatMap(Optional::stream)
        .min(
            Comparator.comparingInt(Break::number)
                .thenComparing(breaks -> breaks.reason().sentence()));
  }

  private static InputException different(String what) {
    return new InputException(
        "Two shards tell different things of "
            + what
            + ". Run that shard again, and give it once.");
  }
}
