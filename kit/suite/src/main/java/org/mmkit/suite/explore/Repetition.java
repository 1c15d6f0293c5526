// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mmkit.machine.ReplayDivergence;
import org.mmkit.machine.Trace;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Replay;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.kernel.InPlaceOf;

/**
 * Runs the same schedules again: whatever differs then comes from something that is not in the
 * schedule, and no verdict would mean anything.
 */
final class Repetition {
  private static final int SCHEDULES = 4;
  private static final int ROUNDS = 3;

  private final Program program;
  private final Supplier<UnmapStrategy> strategy;
  private final Experiment perRun;
  private final Experiment perCall;
  private final Experiment anew;

  Repetition(Program program, StageRequest request) {
    this.program = program;
    this.strategy = request.subject()::newStrategy;
    Setup setup = Setup.of(program, request.defects(), request.fiber());
    this.perRun = new Experiment(program, setup, strategy);
    this.perCall = new Experiment(program, setup, () -> new EachCallAnew(strategy));
    UnmapStrategy first = request.subject().anew().get();
    this.anew = new Experiment(program, setup, () -> first);
  }

  /** What is strange about the strategy, if anything is. */
  Optional<Broken> strange(long seed) {
    for (int index = 0; index < SCHEDULES; index++) {
      // A static field may have another value in the first run of a process.
      Outcome first = (index == 0 ? anew : perRun).steps(new RandomWalk(seed, index));
      for (int round = 0; round < ROUNDS; round++) {
        Optional<String> difference = difference(first, perRun);
        if (difference.isPresent()) {
          return Optional.of(new Broken(ExploreRule.REPEAT, notRepeatable(difference.get())));
        }
      }
      Optional<String> difference = difference(first, perCall);
      if (difference.isPresent()) {
        return Optional.of(new Broken(ExploreRule.STATE, keepsState(difference.get())));
      }
    }
    return Optional.empty();
  }

  private String notRepeatable(String difference) {
    List<String> fields = fields(true);
    return strategy.get().getClass().getName()
        + " depends on something that is not in the schedule: in "
        + program.id()
        + ", run again, "
        + difference
        + (fields.isEmpty()
            ? ". Clocks, random numbers, hash codes and threads are such things."
            : ". Static fields outlive a run: " + String.join(", ", fields) + ".");
  }

  private String keepsState(String difference) {
    return strategy.get().getClass().getName()
        + " keeps state between calls: with a new instance for each call, in "
        + program.id()
        + ", "
        + difference
        + ". Fields: "
        + String.join(", ", fields(false))
        + ".";
  }

  /** The fields that may hold state. */
  private List<String> fields(boolean ofClass) {
    List<String> names = new ArrayList<>();
    for (Field field : strategy.get().getClass().getDeclaredFields()) {
      boolean constant =
          Modifier.isFinal(field.getModifiers())
              && (field.getType().isPrimitive() || field.getType() == String.class);
      if (Modifier.isStatic(field.getModifiers()) == ofClass && !constant) {
        names.add(field.getName());
      }
    }
    return names;
  }

  /** The first thing that is different when the schedule of a run is followed again. */
  private static Optional<String> difference(Outcome first, Experiment again) {
    Outcome second;
    try {
      second = again.steps(new Replay(first.machine().schedule()));
    } catch (ReplayDivergence divergence) {
      return Optional.of(
          "the same schedule leads elsewhere: the tasks take other steps from its choice "
              + (divergence.decision() + 1)
              + " on");
    }
    Trace left = first.machine().trace();
    Trace right = second.machine().trace();
    for (int step = 0; step < Math.min(left.size(), right.size()); step++) {
      if (!left.line(step).equals(right.line(step))) {
        return Optional.of(became(step, left, right));
      }
    }
    if (left.size() != right.size()) {
      return Optional.of("it took " + right.size() + " steps instead of " + left.size());
    }
    return differentResult(first.observations(), second.observations());
  }

  private static String became(int step, Trace before, Trace after) {
    String was = before.kind(step) + " by T" + before.task(step);
    String is = after.kind(step) + " by T" + after.task(step);
    return was.equals(is)
        ? "step " + before.line(step) + " became " + after.line(step)
        : "step " + step + " was " + was + " and became " + is;
  }

  private static Optional<String> differentResult(List<Observation> left, List<Observation> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      String before = String.valueOf(left.get(i).result());
      String after = String.valueOf(right.get(i).result());
      if (!before.equals(after)) {
        return Optional.of(left.get(i).step().text() + " gave " + after + " instead of " + before);
      }
    }
    return Optional.empty();
  }

  /** Makes a new instance for each call. */
  private record EachCallAnew(Supplier<UnmapStrategy> strategy) implements InPlaceOf {
    @Override
    public Class<? extends UnmapStrategy> original() {
      return strategy.get().getClass();
    }

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return strategy.get().munmap(kernel, start, length);
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      return strategy.get().companions(standard);
    }
  }
}
