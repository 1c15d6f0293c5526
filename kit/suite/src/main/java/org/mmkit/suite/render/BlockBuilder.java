// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;
import org.mmkit.suite.record.Evidence.Block;
import org.mmkit.suite.record.Evidence.Deed;
import org.mmkit.suite.record.Evidence.End;
import org.mmkit.suite.target.ModelTarget;

/**
 * Folds the steps of the tasks into blocks without a switch. Within a call of the strategy the
 * strategy's own words stand for the steps below them.
 */
final class BlockBuilder {
  private static final String RESULT = "-> ";
  private static final String TIMES = " ×";
  private static final String CONTINUED = "… ";

  private final Phase phase;
  private final Trace trace;
  private final Set<Integer> marked;
  private final List<Block> blocks = new ArrayList<>();
  private final List<Deed> deeds = new ArrayList<>();

  /** What each task is about. */
  private final Map<Integer, State> states = new TreeMap<>();

  private int running = -1;
  private int repeats;

  private static final class State {
    String call = "";
    String work = "";

    /** Whether this block says already what the task is about. */
    boolean told;

    /** Whether an earlier block said so. */
    boolean begun;

    boolean workTold;
    String waitsFor = "";

    /** What came about while another task had the column, to be told when this one goes on. */
    final List<String> untold = new ArrayList<>();
  }

  /**
   * @param marked steps that have to be seen
   */
  BlockBuilder(Phase phase, Set<Integer> marked) {
    this.phase = phase;
    this.trace = phase.trace();
    this.marked = marked;
  }

  /**
   * The blocks up to a step.
   *
   * @param last the last step that is shown
   */
  List<Block> upTo(int last) {
    int note = 0;
    List<Trace.Note> notes = trace.notes();
    while (note < notes.size() && notes.get(note).step() < phase.from()) {
      note++;
    }
    for (int step = phase.from(); step <= last; step++) {
      note = tell(notes, note, step);
      step(step);
    }
    tell(notes, note, last + 1);
    endBlock(End.DONE, "");
    return blocks;
  }

  /** Takes the notes up to a step; of those that follow the last one shown, only its own task's. */
  private int tell(List<Trace.Note> notes, int from, int step) {
    int next = from;
    while (next < notes.size() && notes.get(next).step() <= step) {
      Trace.Note note = notes.get(next++);
      if (note.task() >= 0 && !phase.name(note.task()).equals(ModelTarget.MAIN)) {
        tell(note);
      }
    }
    return next;
  }

  private void tell(Trace.Note note) {
    State state = state(note.task());
    switch (note.sort()) {
      case CALL -> {
        state.call = note.text();
        state.work = "";
        state.told = false;
        state.begun = false;
      }
      case RESULT -> {
        if (note.task() == running) {
          String call = state.told ? "" : CONTINUED + state.call + " ";
          tellWhatCameAbout(state, note.step());
          add(note.step(), call + RESULT + note.text());
        }
        state.untold.clear();
        state.call = "";
        state.work = "";
        state.told = false;
      }
      case WORK -> {
        state.work = note.text();
        state.workTold = false;
      }
      case WAITS -> state.waitsFor = note.text();
      case GOES_ON, INTERRUPTED -> state.waitsFor = "";
      case CHANCE -> comesAbout(note, state, Chance.words(note.text()));
      case ERROR -> comesAbout(note, state, error(note.text()));
    }
  }

  /** A step that is not shown by itself is named with its error. */
  private String error(String text) {
    String[] words = text.split(" ");
    String step = words[0].replace("_killable", "");
    boolean shown = deeds.stream().anyMatch(deed -> deed.text().startsWith(step));
    return (shown ? "" : step + " ") + "gives " + words[1];
  }

  private void comesAbout(Trace.Note note, State state, String text) {
    state.untold.add(text);
    if (note.task() == running && state.told) {
      tellWhatCameAbout(state, note.step());
    }
  }

  private void tellWhatCameAbout(State state, int step) {
    state.untold.forEach(text -> add(step, text));
    state.untold.clear();
  }

  private State state(int task) {
    return states.computeIfAbsent(task, id -> new State());
  }

  private void step(int step) {
    int task = trace.task(step);
    if (task != running) {
      switchTo(task, step);
    }
    State state = state(task);
    if (!state.told && !state.call.isEmpty()) {
      add(step, (state.begun ? CONTINUED : "") + state.call);
      state.told = true;
      state.begun = true;
    }
    tellWhatCameAbout(state, step);
    if (StepWords.isOnMmapSem(trace, step) || trace.kind(step) == StepKind.SYSCALL_EXIT) {
      state.work = "";
    }
    if (!state.work.isEmpty() && !state.workTold) {
      add(step, state.work);
      state.workTold = true;
    }
    boolean shown = state.work.isEmpty() && !StepWords.isMinor(trace.kind(step));
    if (shown || marked.contains(step)) {
      add(step, word(step));
    }
  }

  /** An access that takes the lock to go on is a fault. */
  private String word(int step) {
    int next = nextStepOf(trace.task(step), step + 1);
    boolean faults =
        trace.kind(step) == StepKind.USER_ACCESS
            && next >= 0
            && trace.kind(next) == StepKind.LOCK_READ;
    return faults ? "fault" : StepWords.of(trace, step);
  }

  private void switchTo(int task, int step) {
    if (running >= 0) {
      State before = state(running);
      int next = nextStepOf(running, step);
      if (!before.waitsFor.isEmpty()) {
        endBlock(End.WAITS, before.waitsFor);
      } else if (next >= 0) {
        endBlock(End.PREEMPTED, word(next));
      } else {
        endBlock(End.DONE, "");
      }
    }
    running = task;
    State now = state(task);
    now.workTold = false;
    now.told = false;
  }

  private int nextStepOf(int task, int from) {
    for (int step = from; step < phase.to(); step++) {
      if (trace.task(step) == task) {
        return step;
      }
    }
    return -1;
  }

  /** Adds a word, or counts it up where it comes again. */
  private void add(int step, String text) {
    boolean markedHere = marked.contains(step);
    if (!deeds.isEmpty() && !markedHere) {
      Deed last = deeds.get(deeds.size() - 1);
      String plain =
          repeats > 1 ? last.text().substring(0, last.text().lastIndexOf(TIMES)) : last.text();
      if (plain.equals(text) && !marked.contains(last.step())) {
        repeats++;
        deeds.set(deeds.size() - 1, new Deed(last.step(), text + TIMES + repeats));
        return;
      }
    }
    repeats = 1;
    deeds.add(new Deed(step, text));
  }

  private void endBlock(End end, String at) {
    if (running >= 0 && !(deeds.isEmpty() && end == End.DONE)) {
      List<Deed> shown =
          deeds.stream().map(d -> new Deed(d.step() - phase.from() + 1, d.text())).toList();
      blocks.add(new Block(phase.name(running), shown, end, at));
    }
    deeds.clear();
    repeats = 0;
  }
}
