// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.policy.VirtualTime;

/**
 * A run is a function of program and schedule alone: the same on both kinds of fiber, and twice.
 */
class FiberTwinTest {

  private static final int PROGRAMS = 600;

  private static Scheduler scheduler(long seed) {
    return seed % 5 == 4 ? new VirtualTime() : new RandomWalk(seed, seed * 7);
  }

  @Test
  @ContinuationsNeeded
  void bothKindsOfFiberShowTheSameRun() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      String threads = new RandomProgram(seed).run(FiberKind.THREAD, scheduler(seed));
      String continuations = new RandomProgram(seed).run(FiberKind.CONTINUATION, scheduler(seed));
      assertThat(continuations).as("program " + seed).isEqualTo(threads);
    }
  }

  @Test
  void aRunTwiceIsTheSame() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      String once = new RandomProgram(seed).run(FiberKind.AUTO, scheduler(seed));
      String twice = new RandomProgram(seed).run(FiberKind.AUTO, scheduler(seed));
      assertThat(twice).as("program " + seed).isEqualTo(once);
    }
  }

  @Test
  void machinesInParallelDoNotDisturbEachOther() {
    List<String> alone = programs().toList();
    List<String> together = programs().parallel().toList();
    assertThat(together).isEqualTo(alone);
  }

  private static Stream<String> programs() {
    return LongStream.range(0, 200)
        .mapToObj(seed -> new RandomProgram(seed).run(FiberKind.AUTO, scheduler(seed)));
  }

  @Test
  void theReplayOfAScheduleIsTheSameRunBitForBit() {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      RandomProgram program = new RandomProgram(seed);
      String original = program.run(FiberKind.AUTO, new RandomWalk(seed, seed * 7));
      Schedule read = Schedule.parse(program.schedule().toString());
      Replay replay = new Replay(read);
      assertThat(new RandomProgram(seed).run(FiberKind.AUTO, replay))
          .as("program " + seed)
          .isEqualTo(original);
      assertThat(replay.remaining()).isZero();
    }
  }

  @Test
  void theProgramsReachEveryEndAndEveryRuleButTheStaticInitialiser() {
    Set<RunEnd> ends = EnumSet.noneOf(RunEnd.class);
    Set<String> rules = new TreeSet<>();
    for (long seed = 0; seed < PROGRAMS; seed++) {
      String run = new RandomProgram(seed).run(FiberKind.AUTO, new RandomWalk(seed, seed * 7));
      for (RunEnd end : RunEnd.values()) {
        if (run.startsWith("program " + seed + ": " + end + "\n")) {
          ends.add(end);
        }
      }
      for (MachineRule rule : MachineRule.values()) {
        if (run.contains(rule + " (")) {
          rules.add(rule.name());
        }
      }
    }
    assertThat(ends)
        .contains(
            RunEnd.COMPLETED, RunEnd.VIOLATION, RunEnd.DEADLOCK, RunEnd.LIVELOCK, RunEnd.FAILED);
    assertThat(rules)
        .contains(
            "BAD_DOWNGRADE",
            "BAD_UNLOCK",
            "DEADLOCK",
            "LIVELOCK",
            "LOCK_LEFT_HELD",
            "LOCK_ORDER",
            "RECURSIVE_LOCKING",
            "SLEEP_IN_ATOMIC");
  }
}
