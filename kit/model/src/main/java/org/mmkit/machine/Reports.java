// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules that a run was found to have broken, and the words for what the machine finds. */
final class Reports {

  private final Machine machine;
  private final ViolationLog violations = new ViolationLog();

  Reports(Machine machine) {
    this.machine = machine;
  }

  void whenBroken(Runnable callback) {
    violations.whenAdded(callback);
  }

  List<Violation> violations() {
    return violations.list();
  }

  /** Records it unless the rule has been broken before; the subject may be null. */
  void report(Rule rule, String message, @Nullable Object subject) {
    if (!machine.aborting() && !violations.contains(rule)) {
      Scene scene = machine.recorder().scene(subject);
      violations.add(rule, message, machine.current(), machine.steps(), scene);
    }
  }

  /** Records it and ends the run; the caller throws what is returned. */
  RunAborted abort(RunEnd how, Rule rule, String message, @Nullable Object subject) {
    report(rule, message, subject);
    return machine.engine().abort(how);
  }

  /** The task, which may be null, is about to do what only a task without locks may. */
  void requireNoLocks(@Nullable Task task, String what) {
    if (task == null) {
      return;
    }
    if (task.held.count() > 0) {
      throw lockLeftHeld(task.label() + " " + what + " and still holds " + task.held.names());
    }
    if (task.rcuDepth > 0) {
      throw lockLeftHeld(task.label() + " " + what + " inside an RCU read-side section");
    }
  }

  private RunAborted lockLeftHeld(String message) {
    return abort(RunEnd.VIOLATION, MachineRule.LOCK_LEFT_HELD, message, null);
  }

  /** The task, which may be null, is about to do what may sleep. */
  void requireMaySleep(@Nullable Task task, String what) {
    if (task != null && task.inAtomic()) {
      String where =
          task.rcuDepth > 0
              ? " inside an RCU read-side section"
              : " while it holds " + task.held.names();
      report(MachineRule.SLEEP_IN_ATOMIC, task.label() + " " + what + where, null);
    }
  }

  RunAborted stepLimit(Task last, long limit) {
    String message =
        "the run took more than " + limit + " visible steps; " + last.label() + " ran last";
    return abort(RunEnd.STEP_LIMIT, MachineRule.STEP_LIMIT, message, null);
  }

  RunAborted livelock(Task last, long limit) {
    String message =
        "in the last "
            + limit
            + " visible steps nothing was changed but locks; "
            + last.label()
            + " ran last";
    return abort(RunEnd.LIVELOCK, MachineRule.LIVELOCK, message, null);
  }

  RunAborted deadlock(String message) {
    return abort(RunEnd.DEADLOCK, MachineRule.DEADLOCK, message, null);
  }

  RunAborted staticInitialiser(Task task) {
    String message = StaticInitialisers.describe(task);
    return abort(RunEnd.VIOLATION, MachineRule.STATIC_INITIALISER, message, null);
  }
}
