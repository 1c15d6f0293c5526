// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;

/**
 * One call on its way through the specification.
 *
 * @param state the state that it changes
 * @param task the number of the calling task; 0 for set-up and after
 * @param call the call
 * @param choices what was chosen where the specification leaves a choice
 */
record Turn(SpecState state, int task, Call call, Choices choices) {

  Env env() {
    return new Env(state.landed(task));
  }

  long address(String param) {
    return call.address(param, env());
  }

  long bytes(String param) {
    return call.pages(param, env());
  }

  long value(String param) {
    return call.value(param, env());
  }

  Turn with(Call other) {
    return new Turn(state, task, other, choices);
  }

  Turn with(SpecState other) {
    return new Turn(other, task, call, choices);
  }

  Space space() {
    return state.space;
  }

  /** Whether the kernel's own memory runs out at this point of the call. */
  boolean runsOut() {
    return state.allocationsFail && task != 0 && choices.pick(2) == 1;
  }

  /**
   * How far a call comes in a run that it changes as a whole: to its end, or, if memory runs out,
   * to its start or to where the kernel may have it in parts.
   */
  long reached(Run run) {
    if (!runsOut()) {
      return run.end();
    }
    state.space.mayBeSplitAt(run.start());
    state.space.mayBeSplitAt(run.end());
    long end = run.start();
    for (long seam : state.space.seamsWithin(run.start(), run.end())) {
      end = runsOut() ? seam : end;
    }
    return end;
  }

  /**
   * Whether a range that looks like one mapping is several to the kernel. Where it may or may not
   * have merged, both are right.
   */
  boolean isSplit(long start, long end) {
    if (state.space.seamsWithin(start, end).isEmpty()) {
      return false;
    }
    if (choices.pick(2) == 1) {
      return true;
    }
    state.space.forgetSeams(start, end);
    return false;
  }
}
