// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.mmkit.machine.Trace;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.diagnosis.WalkPattern;
import org.mmkit.suite.record.StrategyStep;
import org.mmkit.suite.target.Outcome;

/** What a strategy did in the call that a broken rule is about, from a run that was recorded. */
public final class Walk {
  private static final int STEPS_MAX = 48;

  /** Calls that hold mmap_sem for writing where the strategy has a part in them. */
  private static final Pattern HOLDS_IT_ITSELF =
      Pattern.compile("(sp_)?(brk|remap|map)[a-z_]*\\(.*");

  /** Of these, those that replace. */
  private static final Pattern REPLACES = Pattern.compile("(sp_)?map[a-z_]*\\(.*");

  private final Trace trace;
  private final List<Call> calls = new ArrayList<>();
  private final Map<Integer, Call> open = new TreeMap<>();

  /** Text of the call that each task makes. */
  private final Map<Integer, String> texts = new TreeMap<>();

  /** A call in which the strategy had a part. */
  private record Call(int begins, List<StrategyStep> steps) {}

  private Walk(Trace trace) {
    this.trace = trace;
  }

  /**
   * The steps, in order; a call that ended has its result as the last one. Empty if the strategy
   * had no part in the run.
   */
  public static List<StrategyStep> of(Broken broken, Outcome traced) {
    Walk walk = new Walk(traced.machine().trace());
    walk.follow();
    return walk.about(broken, broken.stepsBefore(traced));
  }

  private void follow() {
    int next = 0;
    List<Trace.Note> notes = trace.notes();
    for (int step = 0; step <= trace.size(); step++) {
      while (next < notes.size() && notes.get(next).step() <= step) {
        note(notes.get(next++));
      }
      if (step < trace.size()
          && StepWords.isOnMmapSem(trace, step)
          && !trace.source(step).isEmpty()) {
        add(trace.task(step), step, StepWords.of(trace, step), trace.source(step));
      }
    }
  }

  private void note(Trace.Note note) {
    switch (note.sort()) {
      case CALL -> {
        open.remove(note.task());
        texts.put(note.task(), note.text());
      }
      case WORK -> {
        if (!note.source().isEmpty()) {
          add(note.task(), note.step(), note.text(), note.source());
        }
      }
      case RESULT -> {
        Call call = open.remove(note.task());
        if (call != null) {
          call.steps.add(new StrategyStep("-> " + note.text(), ""));
        }
      }
      case ERROR -> {
        if (!note.source().isEmpty()) {
          add(note.task(), note.step(), WalkPattern.failed(note.text()), note.source());
        }
      }
      case WAITS, GOES_ON, INTERRUPTED, CHANCE -> {
        // No step of the strategy.
      }
    }
  }

  private void add(int task, int step, String word, String source) {
    Call call = open.get(task);
    if (call == null) {
      call = new Call(step, new ArrayList<>());
      String text = texts.getOrDefault(task, "");
      if (HOLDS_IT_ITSELF.matcher(text).matches()) {
        call.steps.add(WalkPattern.callerHolds());
      }
      if (REPLACES.matcher(text).matches()) {
        call.steps.add(WalkPattern.replaces());
      }
      open.put(task, call);
      calls.add(call);
    }
    if (call.steps.size() < STEPS_MAX) {
      call.steps.add(new StrategyStep(word, source));
    }
  }

  /** The last call that began before it showed; rather one that took the line where it showed. */
  private List<StrategyStep> about(Broken broken, int stepsBefore) {
    List<StrategyStep> last = List.of();
    List<StrategyStep> there = List.of();
    for (Call call : calls) {
      if (call.begins < stepsBefore || last.isEmpty()) {
        last = call.steps;
        boolean takes = call.steps.stream().anyMatch(s -> s.source().equals(broken.source()));
        there = takes && !broken.source().isEmpty() ? call.steps : there;
      }
    }
    return List.copyOf(there.isEmpty() ? last : there);
  }
}
