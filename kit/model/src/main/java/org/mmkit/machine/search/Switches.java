// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import java.util.List;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.StepKind;

/**
 * A schedule as people would tell it: who runs for how long, and why it stops there. Unlike the
 * bare decisions it still means something when the program has changed a little.
 *
 * <p>Only phases in which several tasks are alive are told; where there is one, nothing is decided.
 *
 * @param stretches who runs, in order
 * @param choices the choices that leave the ordinary course
 */
public record Switches(List<Stretch> stretches, List<Choice> choices) {

  /**
   * One task runs.
   *
   * @param task its id
   * @param steps visible steps that it takes
   * @param stop before which step it is interrupted; null if it runs until it waits or ends
   */
  public record Stretch(int task, int steps, Stop stop) {

    /** Whether the task could have gone on. */
    public boolean isPreempted() {
      return stop != null;
    }
  }

  /**
   * The step that a task would take next.
   *
   * @param kind its kind
   * @param object id of the object that it touches
   * @param before how many steps of that kind on that object the stretch has before
   * @param ofKindBefore how many steps of that kind it has before
   */
  public record Stop(StepKind kind, long object, int before, int ofKindBefore) {}

  /**
   * A choice that is not the ordinary one.
   *
   * @param task id of the task that asks for it
   * @param kind its kind
   * @param number how many choices of that kind the task has asked for before
   * @param option what is chosen
   */
  public record Choice(int task, ChoiceKind kind, int number, int option) {}

  /** Copies the lists. */
  public Switches {
    stretches = List.copyOf(stretches);
    choices = List.copyOf(choices);
  }

  /** How many tasks are interrupted although they could go on. */
  public int preemptions() {
    int preemptions = 0;
    for (Stretch stretch : stretches) {
      preemptions += stretch.isPreempted() ? 1 : 0;
    }
    return preemptions;
  }
}
