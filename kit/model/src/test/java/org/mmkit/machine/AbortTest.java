// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.mm.MmCost;

/** What an aborted run leaves behind is the same on every kind of fiber. */
class AbortTest {

  static List<FiberKind> kinds() {
    return Continuations.OBSTACLE.isEmpty()
        ? List.of(FiberKind.CONTINUATION, FiberKind.THREAD)
        : List.of(FiberKind.THREAD);
  }

  private static Rig rig(FiberKind kind) {
    return new Rig(new VirtualTime(), MachineOptions.defaults().withFibers(kind));
  }

  private static void failAt(Rig rig, long ns) {
    rig.task(
        "offender",
        () -> {
          rig.at(ns);
          rig.sem.upWrite();
        });
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void finallyBlocksRunInTheOrderOfTheTasksAndTheirCallsDoNothing(FiberKind kind) {
    Rig rig = rig(kind);
    for (String name : new String[] {"a", "b"}) {
      rig.task(
          name,
          () -> {
            rig.at(10);
            rig.sem.downRead();
            try {
              rig.at(100);
            } finally {
              rig.sem.upRead();
              rig.sem.upWrite();
              rig.machine.step(StepKind.PTE_WRITE, 1, Access.WRITE, MmCost.USER_ACCESS, 1_000);
              rig.machine.report(MachineRule.LIVELOCK, "too late to be heard");
              rig.event("unwound, aborting " + rig.machine.aborting());
            }
          });
    }
    failAt(rig, 50);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.rules()).containsExactly(MachineRule.BAD_UNLOCK);
    assertThat(rig.events)
        .containsExactly("a unwound, aborting true @100", "b unwound, aborting true @100");
    assertThat(rig.machine.steps()).isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theOffenderUnwindsFirst(FiberKind kind) {
    Rig rig = rig(kind);
    rig.task(
        "bystander",
        () -> {
          try {
            rig.at(100);
          } finally {
            rig.event("unwound");
          }
        });
    rig.task(
        "offender",
        () -> {
          rig.at(50);
          try {
            rig.sem.upWrite();
          } finally {
            rig.event("unwound");
          }
        });
    rig.run();
    assertThat(rig.events).containsExactly("offender unwound @50", "bystander unwound @100");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aTaskThatHasNotBegunNeverBegins(FiberKind kind) {
    Rig rig = rig(kind);
    failAt(rig, 0);
    Task late = rig.task("late", () -> rig.event("begins"));
    rig.run();
    assertThat(rig.events).isEmpty();
    assertThat(late.ended()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aBodyThatSwallowsTheAbortAndGoesOnIsIgnored(FiberKind kind) {
    Rig rig = rig(kind);
    rig.task(
        "stubborn",
        () -> {
          int abortsSwallowed = 0;
          for (int i = 0; i < 3; i++) {
            try {
              rig.sem.downWrite();
              rig.at(100);
              rig.sem.upWrite();
            } catch (RunAborted swallowed) {
              abortsSwallowed++;
            }
          }
          rig.event("swallowed " + abortsSwallowed);
          throw new IllegalStateException("nobody hears this either");
        });
    failAt(rig, 50);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.events).containsExactly("stubborn swallowed 1 @100");
    assertThat(rig.machine.task(0).failure()).isNull();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aBodyThatNeverStopsCallingIsSuspendedForEver(FiberKind kind) {
    Rig rig = rig(kind);
    int[] calls = new int[1];
    rig.task(
        "endless",
        () -> {
          while (true) {
            try {
              calls[0]++;
              rig.at(calls[0] * 10L);
            } catch (RunAborted swallowed) {
              rig.event("swallowed");
            }
          }
        });
    rig.task(
        "other",
        () -> {
          try {
            rig.at(1_000);
          } finally {
            rig.event("unwound");
          }
        });
    failAt(rig, 55);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.events).containsExactly("endless swallowed @60", "other unwound @1000");
    assertThat(calls[0]).isEqualTo(6 + Unwinding.INERT_CALL_LIMIT + 1);
    assertThat(rig.machine.task(0).ended()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aBodyThatThrowsFailsTheRun(FiberKind kind) {
    Rig rig = rig(kind);
    IllegalArgumentException thrown = new IllegalArgumentException("out of range");
    Task failing =
        rig.task(
            "failing",
            () -> {
              rig.at(10);
              throw thrown;
            });
    rig.task(
        "other",
        () -> {
          try {
            rig.at(100);
          } finally {
            rig.event("unwound");
          }
        });
    assertThat(rig.run()).isEqualTo(RunEnd.FAILED);
    assertThat(failing.failure()).isSameAs(thrown);
    assertThat(rig.events).containsExactly("other unwound @100");
    assertThat(rig.machine.violations()).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anOverflowOfTheStackFailsTheRun(FiberKind kind) {
    Rig rig = rig(kind);
    Task deep = rig.task("deep", () -> descend(rig));
    rig.task("other", () -> rig.at(Long.MAX_VALUE / 10_000));
    assertThat(rig.run()).isEqualTo(RunEnd.FAILED);
    assertThat(deep.failure()).isInstanceOf(StackOverflowError.class);
  }

  private static int descend(Rig rig) {
    rig.work();
    return descend(rig) + 1;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void anAbortedMachineOnlySaysAgainHowItEnded(FiberKind kind) {
    Rig rig = rig(kind);
    failAt(rig, 10);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    rig.task("more", () -> rig.event("begins"));
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.events).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aRuleIsRecordedOnceAndTheRunGoesOn(FiberKind kind) {
    Rig rig = rig(kind);
    rig.task(
        "t",
        () -> {
          rig.machine.report(MachineRule.LOCK_ORDER, "first");
          rig.work();
          rig.machine.report(MachineRule.LOCK_ORDER, "second");
          rig.machine.report(MachineRule.LIVELOCK, "third");
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.violations())
        .extracting(Violation::message)
        .containsExactly("first", "third");
    assertThat(rig.machine.violations().get(1))
        .extracting(Violation::task, Violation::taskName, Violation::step)
        .containsExactly(0, "t", 1L);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void manyAbortedRunsLeaveNoThreadsBehind(FiberKind kind) {
    int before = Thread.activeCount();
    for (int i = 0; i < 500; i++) {
      Rig rig = rig(kind);
      for (int t = 0; t < 3; t++) {
        rig.task("t" + t, () -> rig.at(100));
      }
      failAt(rig, 50);
      assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    }
    assertThat(Thread.activeCount() - before).isLessThan(10);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aMachineDoesNotRunInsideItself(FiberKind kind) {
    Rig rig = rig(kind);
    Task task = rig.task("t", rig.machine::run);
    assertThat(rig.run()).isEqualTo(RunEnd.FAILED);
    assertThat(task.failure()).hasMessage("the machine is running already");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aMachineMayRunInsideAnothersTask(FiberKind kind) {
    List<String> ends = new ArrayList<>();
    Rig outer = rig(kind);
    for (int t = 0; t < 2; t++) {
      outer.task(
          "outer" + t,
          () -> {
            outer.at(10);
            Rig inner = rig(kind);
            inner.task("inner", () -> inner.at(5));
            inner.task("inner", () -> inner.at(4));
            ends.add(inner.run().name());
            outer.at(20);
          });
    }
    assertThat(outer.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(ends).containsExactly("COMPLETED", "COMPLETED");
  }
}
