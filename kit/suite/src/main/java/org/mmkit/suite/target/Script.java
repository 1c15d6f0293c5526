// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;
import org.mmkit.machine.Trace;
import org.mmkit.mm.TaskStruct;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.PageAccesses;
import org.mmkit.suite.program.Step;

/** The calls of one task, one after the other. */
final class Script implements Runnable {
  private final World world;
  private final String name;
  private final List<Step> steps;
  private final boolean alone;
  private @Nullable Task task;

  /**
   * Prepares a task.
   *
   * @param alone whether no other task runs meanwhile
   */
  Script(World world, String name, List<Step> steps, boolean alone) {
    this.world = world;
    this.name = name;
    this.steps = steps;
    this.alone = alone;
  }

  void bind(Task spawned) {
    task = spawned;
  }

  @Override
  public void run() {
    Task own = Objects.requireNonNull(task, "not bound");
    TaskStruct struct = new TaskStruct(world.kernel(), own, world.process());
    CallContext context = new CallContext(world, struct);
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (alone || !hasParts(step)) {
        run(step, context);
      } else {
        runParts(step, context);
      }
      if (own.killed()) {
        // The signal is delivered where the kernel would return to the program.
        break;
      }
    }
  }

  /** Of a concurrent task's calls, some are judged page by page, as they happen. */
  private static boolean hasParts(Step step) {
    return step.call().is(CallKind.IN_PARTS);
  }

  private void runParts(Step step, CallContext context) {
    for (Call part : PageAccesses.split(step.call(), context.env())) {
      run(new Step(part, step.expected(), step.line(), step.text()), context);
    }
  }

  private void run(Step step, CallContext context) {
    Machine machine = world.kernel().machine();
    Task task = context.task().task();
    int failed = world.kernel().failedAllocations(task);
    int index = world.begin(name, step);
    if (machine.recorder().isOn()) {
      machine.recorder().note(Trace.Sort.CALL, step.call().text());
    }
    RunWatch watch = world.onlooker();
    if (watch != null) {
      watch.begins(task.id(), step.call().name(), memory(step, context));
    }
    String result = CallTable.run(context, step.call());
    if (watch != null) {
      watch.ends(task.id(), result, memory(step, context));
    }
    world.end(index, result, world.kernel().failedAllocations(task) > failed);
    machine.recorder().note(Trace.Sort.RESULT, result);
    world.takeSnapshot();
  }

  private static int memory(Step step, CallContext context) {
    return MemoryState.of(context.mm(), step.call(), context.env());
  }
}
