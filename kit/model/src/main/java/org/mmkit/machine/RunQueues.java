// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * A CPU runs one task at a time. The others of the same CPU wait in the order of their coming; one
 * gets the CPU when the task that has it waits, ends, or has had it for a slice.
 */
final class RunQueues extends Cpus {
  private final List<ArrayDeque<Task>> waiting = new ArrayList<>();
  private final @Nullable Task[] on;
  private final long switchPs;
  private final long slicePs;

  RunQueues(TaskTable tasks, Decisions decisions, MachineProfile profile, int cpus) {
    super(tasks, decisions);
    this.on = new Task[cpus];
    this.switchPs = profile.picoseconds(MachineCost.CONTEXT_SWITCH);
    this.slicePs = profile.picoseconds(MachineCost.SLICE);
    for (int cpu = 0; cpu < cpus; cpu++) {
      waiting.add(new ArrayDeque<>(1));
    }
  }

  @Override
  void arrive(Task task) {
    Task present = on[task.cpu()];
    if (present == task) {
      super.arrive(task);
    } else if (present == null) {
      begin(task);
    } else {
      task.state = TaskState.QUEUED;
      waiting.get(task.cpu()).add(task);
    }
  }

  private void begin(Task task) {
    on[task.cpu()] = task;
    task.state = TaskState.RUNNABLE;
    task.keepsCpu = false;
    task.onCpuSincePs = task.clockPs;
    super.arrive(task);
  }

  @Override
  void free(Task task, long sincePs) {
    int cpu = task.cpu();
    if (on[cpu] != task) {
      return;
    }
    on[cpu] = null;
    Task next = waiting.get(cpu).poll();
    if (next != null) {
      next.resumeAt(sincePs + switchPs);
      begin(next);
    }
  }

  @Override
  boolean isWanted(int cpu) {
    return !waiting.get(cpu).isEmpty();
  }

  @Override
  boolean isOver(Task task) {
    return task.clockPs - task.onCpuSincePs >= slicePs && isWanted(task.cpu());
  }

  @Override
  void rotate(Task task) {
    leave(task);
    task.state = TaskState.QUEUED;
    waiting.get(task.cpu()).add(task);
    free(task, task.clockPs);
  }

  @Override
  boolean isIdle(int cpu, long nowPs) {
    Task task = on[cpu];
    return task == null || task.onCpuSincePs > nowPs;
  }

  @Override
  void interrupt(int cpu, long fromPs, long ps) {
    Task task = on[cpu];
    if (task != null && task.runsAhead) {
      throw new IllegalStateException("an interrupt is too late: " + task.label() + " ran ahead");
    }
    if (task != null) {
      task.interrupt(fromPs, ps);
    }
  }
}
