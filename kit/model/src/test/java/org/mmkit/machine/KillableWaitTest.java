// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.VirtualTime;

class KillableWaitTest {

  private final Rig rig = new Rig();
  private final RwSemaphore sem = rig.sem;

  private Task killableWriter(String name, long from, long to) {
    return rig.task(
        name,
        () -> {
          rig.at(from);
          int result = sem.downWriteKillable();
          rig.event("got " + result);
          if (result == 0) {
            rig.at(to);
            sem.upWrite();
          }
        });
  }

  private void reader(String name, long from, long to) {
    rig.task(
        name,
        () -> {
          rig.at(from);
          sem.downRead();
          rig.event("reads");
          rig.at(to);
          sem.upRead();
        });
  }

  private void killer(Task victim, long when) {
    rig.task(
        "killer",
        () -> {
          rig.at(when);
          victim.kill();
        });
  }

  private void expect(String... events) {
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.events).containsExactly(events);
    assertThat(rig.machine.violations()).isEmpty();
    assertThat(sem.isLocked()).isFalse();
  }

  @Test
  void aFatalSignalEndsAKillableWait() {
    reader("r", 10, 100);
    Task victim = killableWriter("victim", 20, 200);
    killer(victim, 50);
    expect("r reads @10", "victim got -4 @53");
    assertThat(victim.killed()).isTrue();
  }

  @Test
  void aKilledWriterAtTheHeadLetsTheReadersBehindItIn() {
    reader("r", 10, 100);
    Task victim = killableWriter("victim", 20, 200);
    reader("behind", 30, 300);
    killer(victim, 50);
    expect("r reads @10", "victim got -4 @53", "behind reads @53");
  }

  @Test
  void aKilledWaiterInTheMiddleLeavesTheOthersInTheirOrder() {
    reader("r", 10, 100);
    killableWriter("first", 20, 200);
    Task victim = killableWriter("victim", 30, 300);
    killableWriter("last", 40, 400);
    killer(victim, 50);
    expect("r reads @10", "victim got -4 @53", "first got 0 @103", "last got 0 @203");
  }

  @Test
  void aSignalThatCameBeforeEndsTheWaitBeforeItBegins() {
    reader("r", 10, 100);
    Task victim = killableWriter("victim", 20, 200);
    killer(victim, 15);
    expect("r reads @10", "victim got -4 @20");
  }

  @Test
  void aFreeLockIsTakenEvenWithASignalPending() {
    Task victim = killableWriter("victim", 20, 200);
    killer(victim, 15);
    expect("victim got 0 @20");
  }

  @Test
  void aWaitThatIsNotKillableGoesOn() {
    reader("r", 10, 100);
    Task victim =
        rig.task(
            "victim",
            () -> {
              rig.at(20);
              sem.downWrite();
              rig.event("writes");
              sem.upWrite();
            });
    killer(victim, 50);
    expect("r reads @10", "victim writes @103");
  }

  @Test
  void aSignalThatComesAfterTheHandOverIsTooLateToInterrupt() {
    reader("r", 10, 100);
    Task victim = killableWriter("victim", 20, 200);
    killer(victim, 101);
    expect("r reads @10", "victim got 0 @103");
  }

  @Test
  void aKilledSleeperLeavesItsQueue() {
    WaitQueue queue = new WaitQueue(rig.machine, "an event");
    Task victim = rig.task("victim", () -> rig.event("got " + queue.sleepKillable()));
    killer(victim, 50);
    expect("victim got -4 @53");
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void aSignalFromOutsideIsAChoiceOfAWaitThatBegins() {
    VirtualTime time = new VirtualTime();
    Scheduler signalled =
        new Scheduler() {
          @Override
          public void begin(Machine machine) {
            time.begin(machine);
          }

          @Override
          public boolean followsTasks() {
            return true;
          }

          @Override
          public void ready(Task task) {
            time.ready(task);
          }

          @Override
          public void unready(Task task) {
            time.unready(task);
          }

          @Override
          public Task pick(Task[] runnable, int count, Task current) {
            return time.pick(runnable, count, current);
          }

          @Override
          public int choose(ChoiceKind kind, int options) {
            return kind == ChoiceKind.SIGNAL ? 1 : 0;
          }
        };
    Set<ChoiceKind> choices = EnumSet.of(ChoiceKind.SIGNAL);
    Rig outside = new Rig(signalled, MachineOptions.defaults().withChoices(choices));
    outside.task(
        "reader",
        () -> {
          assertThat(outside.sem.downReadKillable()).as("no wait, no signal").isZero();
          outside.at(100);
          outside.sem.upRead();
        });
    outside.task(
        "writer",
        () -> {
          outside.at(20);
          outside.event("got " + outside.sem.downWriteKillable());
        });
    assertThat(outside.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(outside.events).containsExactly("writer got -4 @20");
    assertThat(outside.machine.task(1).killed()).isTrue();
  }
}
