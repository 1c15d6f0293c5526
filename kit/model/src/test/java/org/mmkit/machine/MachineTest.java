// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

class MachineTest {

  private static final MachineProfile XEON = MachineProfile.byName("xeon-e5-2680-2018");

  private static Machine machine(MachineOptions options) {
    return new Machine(XEON, new VirtualTime(), options);
  }

  @Test
  void aRunWithoutTasksIsComplete() {
    assertThat(machine(MachineOptions.defaults()).run()).isEqualTo(RunEnd.COMPLETED);
  }

  @Test
  void idsDependOnTheTaskAndItsOwnCountAlone() {
    List<Long> first = idsOfTaskOne("T0x3 T1x3");
    assertThat(first).containsExactly((2L << 32), (2L << 32) + 1);
    assertThat(idsOfTaskOne("T1x4")).isEqualTo(first);
  }

  private static List<Long> idsOfTaskOne(String schedule) {
    Rig rig = new Rig(new Replay(Schedule.parse(schedule)), MachineOptions.defaults());
    List<Long> ids = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      int task = t;
      rig.task(
          "t" + t,
          () -> {
            for (int i = 0; i < 2; i++) {
              rig.work();
              long id = rig.machine.newId();
              if (task == 1) {
                ids.add(id);
              }
            }
          });
    }
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    return ids;
  }

  @Test
  void idsOutsideARunCountFromZero() {
    Machine machine = machine(MachineOptions.defaults());
    assertThat(machine.newId()).isZero();
    assertThat(machine.newId()).isEqualTo(1);
  }

  @Test
  void theTraceKeepsWhatTookEffectInItsOrder() {
    Rig rig = new Rig();
    rig.task(
        "a",
        () -> {
          rig.machine.step(
              StepKind.PTE_WRITE, rig.machine.newId(), Access.WRITE, MmCost.USER_ACCESS, 512);
          rig.machine.recorder().note(Trace.Sort.WORK, "the table is empty");
        });
    rig.task("b", () -> rig.machine.step(StepKind.COUNTER, 5, Access.ADD));
    rig.run();
    Trace trace = rig.machine.trace();
    assertThat(trace.size()).isEqualTo(2);
    assertThat(trace.line(0)).isEqualTo("0 T1 COUNTER 0.5 ADD x1 @0");
    assertThat(trace.line(1)).isEqualTo("1 T0 PTE_WRITE 1.0 WRITE x512 @512000");
    assertThat(trace.notes())
        .containsExactly(new Trace.Note(2, 0, Trace.Sort.WORK, "the table is empty", ""));
    assertThatThrownBy(() -> trace.task(2)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void theTraceSaysWhoWaitsAndGoesOn() {
    Rig rig = new Rig();
    rig.task(
        "a",
        () -> {
          rig.sem.downWrite();
          rig.at(10);
          rig.sem.upWrite();
        });
    Task victim = rig.task("b", () -> assertThat(rig.sem.downWriteKillable()).isEqualTo(-4));
    rig.task(
        "c",
        () -> {
          rig.sem.downRead();
          rig.sem.upRead();
        });
    rig.task(
        "killer",
        () -> {
          rig.at(5);
          victim.kill();
        });
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(rig.machine.trace().notes())
        .extracting(note -> note.task() + " " + note.sort() + " " + note.text())
        .containsExactly(
            "1 WAITS mmap_sem", "2 WAITS mmap_sem", "1 INTERRUPTED mmap_sem", "2 GOES_ON mmap_sem");
  }

  @Test
  void aLongTraceIsKeptWhole() {
    Rig rig = new Rig();
    rig.task(
        "t",
        () -> {
          for (int i = 0; i < 1_000; i++) {
            rig.machine.step(StepKind.PTE_WRITE, i, Access.WRITE);
          }
        });
    rig.run();
    assertThat(rig.machine.trace().size()).isEqualTo(1_000);
    assertThat(rig.machine.trace().object(999)).isEqualTo(999);
  }

  @Test
  void nothingIsTracedUnlessAskedFor() {
    Machine machine = machine(MachineOptions.defaults());
    machine.spawn(
        "t",
        0,
        () -> {
          machine.step(StepKind.PTE_WRITE, 1, Access.WRITE);
          machine.recorder().note(Trace.Sort.WORK, "not kept");
          machine.recorder().made("a thing");
          machine.recorder().freed("a thing");
        });
    machine.run();
    assertThat(machine.trace().size()).isZero();
    assertThat(machine.trace().notes()).isEmpty();
    assertThat(machine.steps()).isEqualTo(1);
  }

  @Test
  void theSchedulerSeesWhatEachTaskIsAboutToDo() {
    List<String> pending = new ArrayList<>();
    Scheduler watching =
        new Scheduler() {
          @Override
          public Task pick(Task[] runnable, int count, Task current) {
            StringBuilder seen = new StringBuilder();
            for (int i = 0; i < count; i++) {
              Task task = runnable[i];
              seen.append(task.name()).append(' ').append(task.pendingKind()).append(' ');
              seen.append(task.pendingObject())
                  .append(' ')
                  .append(task.pendingAccess())
                  .append("; ");
            }
            pending.add(seen.append("now ").append(current).toString());
            return runnable[count - 1];
          }

          @Override
          public int choose(ChoiceKind kind, int options) {
            return 0;
          }
        };
    Machine machine = new Machine(XEON, watching, MachineOptions.defaults());
    machine.spawn("a", 0, () -> machine.step(StepKind.PTE_READ, 7, Access.READ));
    machine.spawn("b", 1, () -> machine.step(StepKind.TREE_WRITE, 8, Access.WRITE));
    machine.run();
    assertThat(pending)
        .containsExactly(
            "a TASK_START 0 NONE; b TASK_START 0 NONE; now null",
            "a TASK_START 0 NONE; b TREE_WRITE 8 WRITE; now task b",
            "a TASK_START 0 NONE; now null");
    assertThat(machine.schedule()).hasToString("T1x2");
  }

  @Test
  void aChoiceWithOneOptionIsNone() {
    Machine machine = machine(MachineOptions.defaults());
    machine.spawn("t", 0, () -> assertThat(machine.choose(ChoiceKind.FRAME_REUSE, 1)).isZero());
    assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(machine.schedule().size()).isZero();
    assertThat(machine.choose(ChoiceKind.FRAME_REUSE, 9)).as("outside a run").isZero();
  }

  @Test
  void aTaskNeedsACpuThatExists() {
    Machine machine = machine(MachineOptions.defaults().withCpus(2));
    assertThat(machine.cpus()).isEqualTo(2);
    assertThatThrownBy(() -> machine.spawn("t", 2, () -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("task 't': CPU 2 of a machine with 2");
    assertThat(machine(MachineOptions.defaults()).cpus()).isEqualTo(32);
  }

  @Test
  void tooManyTasksAreRefusedByName() {
    Machine machine = machine(MachineOptions.defaults().withMaxTasks(2));
    Task parent =
        machine.spawn(
            "forks",
            0,
            () -> {
              while (true) {
                machine.spawn("child", 0, () -> {});
              }
            });
    assertThat(machine.run()).isEqualTo(RunEnd.FAILED);
    assertThat(parent.failure()).hasMessage("more than 2 tasks");
  }

  @Test
  void limitsMustBePositive() {
    assertThatThrownBy(() -> MachineOptions.defaults().withStepLimit(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("limits must be positive: steps 0");
  }

  @Test
  void theKindOfFiberIsToldWithItsReason() {
    FiberChoice choice = FiberChoice.of(FiberKind.AUTO);
    assertThat(choice.toString())
        .matches("CONTINUATION \\(continuations: .*\\)|THREAD \\(parked threads, because .*\\)");
    assertThat(FiberChoice.of(FiberKind.THREAD).kind()).isEqualTo(FiberKind.THREAD);
    if (choice.kind() == FiberKind.THREAD) {
      assertThatThrownBy(
              () -> machine(MachineOptions.defaults().withFibers(FiberKind.CONTINUATION)))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageStartingWith("fibers of kind CONTINUATION do not work here: ");
    }
  }
}
