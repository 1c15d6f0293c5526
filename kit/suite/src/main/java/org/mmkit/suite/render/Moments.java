// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.Trace;
import org.mmkit.suite.record.Moment;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.StateChange;

/** The steps of a run one by one, each with the state that it left. */
final class Moments {
  private final Phase phase;
  private final Trace trace;
  private final Map<Integer, String> calls = new HashMap<>();
  private final Map<String, String> waits = new TreeMap<>();
  private int note;

  private Moments(Phase phase) {
    this.phase = phase;
    this.trace = phase.trace();
  }

  /**
   * The moments up to a step; empty if no states were recorded.
   *
   * @param states by ascending step
   */
  static List<Moment> upTo(int last, Phase phase, List<StateChange> states) {
    Moments moments = new Moments(phase);
    List<Moment> all = new ArrayList<>();
    for (StateChange state : states) {
      int step = state.step() - 1;
      if (step <= last && state.step() >= phase.from()) {
        all.add(moments.moment(step, new TreeMap<>(state.changes())));
      }
    }
    return all;
  }

  /** The step, and what has changed between it and the next one. */
  private Moment moment(int step, TreeMap<String, String> changes) {
    if (step < phase.from()) {
      return new Moment("", "the set-up is done", "", "", changes);
    }
    String call = tell(step + 1, phase.name(trace.task(step)), changes);
    return new Moment(
        phase.name(trace.task(step)), StepWords.of(trace, step), call, trace.source(step), changes);
  }

  /** Takes the notes up to a step; gives the call of a task before any of its own results. */
  private String tell(int step, String task, Map<String, String> changes) {
    String call = "";
    for (; note < trace.notes().size(); note++) {
      Trace.Note next = trace.notes().get(note);
      if (next.step() >= step) {
        break;
      }
      tell(next, changes);
    }
    for (Map.Entry<Integer, String> one : calls.entrySet()) {
      call = phase.name(one.getKey()).equals(task) ? one.getValue() : call;
    }
    for (; note < trace.notes().size() && trace.notes().get(note).step() == step; note++) {
      tell(trace.notes().get(note), changes);
    }
    return call;
  }

  private void tell(Trace.Note one, Map<String, String> changes) {
    if (one.task() < 0 || phase.name(one.task()).equals(ModelTarget.MAIN)) {
      return;
    }
    String name = "task " + phase.name(one.task());
    switch (one.sort()) {
      case CALL -> {
        calls.put(one.task(), one.text());
        changes.put(name, one.text());
      }
      case RESULT -> changes.put(name, calls.getOrDefault(one.task(), "") + " -> " + one.text());
      case WORK -> changes.put(name, calls.getOrDefault(one.task(), "") + ": " + one.text());
      case WAITS -> {
        waits.put(name, one.text());
        changes.put("waits " + phase.name(one.task()), one.text());
      }
      case CHANCE, ERROR -> {
        // Nothing changes that is shown beside the steps.
      }
      case GOES_ON, INTERRUPTED -> {
        if (waits.remove(name) != null) {
          changes.put("waits " + phase.name(one.task()), "");
        }
      }
    }
  }
}
