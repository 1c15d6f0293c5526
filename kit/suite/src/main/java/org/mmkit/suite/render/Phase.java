// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Trace;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.target.ModelTarget;

/**
 * The part of a run in which the tasks of the program ran side by side.
 *
 * @param trace of the whole run
 * @param names of all tasks by their ids
 * @param columns names of those that have a column
 * @param from number of the first step
 * @param to number behind the last step
 */
record Phase(Trace trace, List<String> names, List<String> columns, int from, int to) {

  static Phase of(Program program, Machine machine) {
    Trace trace = machine.trace();
    List<String> names = new ArrayList<>();
    for (int id = 0; id < machine.taskCount(); id++) {
      names.add(machine.task(id).name());
    }
    List<String> columns = new ArrayList<>();
    program.tasks().stream().map(TaskProgram::name).forEach(columns::add);
    int from = trace.size();
    int to = trace.size();
    for (int step = 0; step < trace.size(); step++) {
      String name = names.get(trace.task(step));
      if (!name.equals(ModelTarget.MAIN)) {
        from = Math.min(from, step);
        to = step + 1;
        if (!columns.contains(name)) {
          columns.add(name);
        }
      }
    }
    return new Phase(trace, names, columns, from, to);
  }

  boolean contains(int step) {
    return step >= from && step < to;
  }

  /** The number that people see, from 1; 0 for a step outside. */
  int shown(int step) {
    return contains(step) ? step - from + 1 : 0;
  }

  String name(int task) {
    return task < 0 ? ModelTarget.MAIN : names.get(task);
  }
}
