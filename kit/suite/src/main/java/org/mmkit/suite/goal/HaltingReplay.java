// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Breakpoint;

/** Follows a schedule, and halts for a debugger before the step that shows what is wrong. */
final class HaltingReplay implements Scheduler {
  private final TurnReplay replay;
  private final int step;
  private final String why;
  private Machine machine;

  HaltingReplay(TurnReplay replay, int step, String why) {
    this.replay = replay;
    this.step = step;
    this.why = why;
  }

  @Override
  public void begin(Machine runs) {
    machine = runs;
    machine.trace().haltBefore(step, this::halt);
    replay.begin(runs);
  }

  private void halt() {
    Task task = machine.running();
    Breakpoint.here(task.name(), "before " + task.pendingKind() + ": " + why);
  }

  @Override
  public boolean seesEveryStep() {
    return replay.seesEveryStep();
  }

  @Override
  public Task pick(Task[] runnable, int count, @Nullable Task current) {
    return replay.pick(runnable, count, current);
  }

  @Override
  public int choose(ChoiceKind kind, int options) {
    return replay.choose(kind, options);
  }

  @Override
  public void end(Machine runs) {
    replay.end(runs);
  }
}
