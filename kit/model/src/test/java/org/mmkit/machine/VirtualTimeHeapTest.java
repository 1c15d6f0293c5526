// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;

/** The heap picks what a look at every task would pick. */
class VirtualTimeHeapTest {

  /** Looks at every task, and says if the heap has another one in mind. */
  private static final class Checked implements Scheduler {
    private final VirtualTime heap = new VirtualTime();
    private long picks;

    @Override
    public void begin(Machine machine) {
      heap.begin(machine);
    }

    @Override
    public boolean followsTasks() {
      return true;
    }

    @Override
    public void ready(Task task) {
      heap.ready(task);
    }

    @Override
    public void unready(Task task) {
      heap.unready(task);
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      Task first = runnable[0];
      for (int i = 1; i < count; i++) {
        if (runnable[i].clockPs() < first.clockPs()) {
          first = runnable[i];
        }
      }
      assertThat(heap.pick(runnable, count, current)).isSameAs(first);
      picks++;
      return first;
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return heap.choose(kind, options);
    }
  }

  @Test
  void theSamePicksInProgramsOfAllSorts() {
    for (int seed = 0; seed < 300; seed++) {
      Checked checked = new Checked();
      new RandomProgram(seed).run(FiberKind.AUTO, checked);
      assertThat(checked.picks).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 40, 192})
  void theSamePicksAmongManyTasks(int tasks) {
    Checked checked = new Checked();
    Machine machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            checked,
            MachineOptions.defaults().withMaxTasks(2 * tasks).withCpus(tasks));
    RwSemaphore sem = machine.newSemaphore(LockClass.of("sem"));
    WaitQueue queue = new WaitQueue(machine, "a wake-up");
    for (int i = 0; i < tasks; i++) {
      int cpu = i;
      machine.spawn("t" + i, i, () -> work(machine, sem, queue, cpu, tasks));
    }
    assertThat(machine.run()).isEqualTo(RunEnd.COMPLETED);
    assertThat(machine.violations()).isEmpty();
    assertThat(checked.picks).isGreaterThan(100L * tasks);
  }

  private static void work(
      Machine machine, RwSemaphore sem, WaitQueue queue, int cpu, int children) {
    Random random = new Random(cpu);
    for (int i = 0; i < 100; i++) {
      machine.step(StepKind.PTE_WRITE, 1, Access.WRITE, MmCost.USER_ACCESS, random.nextInt(400));
      if (random.nextInt(4) == 0) {
        sem.downWrite();
        machine.charge(MmCost.USER_ACCESS, random.nextInt(20));
        sem.upWrite();
      } else {
        sem.downRead();
        queue.wakeOne();
        sem.upRead();
      }
    }
    if (children > 0) {
      machine.spawn("child", cpu, () -> work(machine, sem, queue, cpu, 0));
    }
  }
}
