// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Life;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Scene;
import org.mmkit.machine.Trace;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Outcome;

/**
 * A report of a broken rule in the manner of the kernel's own: lock rules as its lock checker tells
 * them, memory used after it was freed as its address sanitizer does.
 */
final class KernelReport {
  private static final String THICK = "=".repeat(66);
  private static final String THIN = "-".repeat(66);

  private final Phase phase;
  private final Trace trace;
  private final Broken broken;
  private final int step;
  private final int stepsBefore;

  KernelReport(Phase phase, Outcome traced, Broken broken) {
    this.phase = phase;
    this.trace = phase.trace();
    this.broken = broken;
    this.step = broken.stepIn(traced);
    this.stepsBefore = broken.stepsBefore(traced);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(THICK);
    lines.add(title());
    lines.add(THIN);
    lines.addAll(Wrap.words(broken.message(), EvidenceText.WIDTH));
    lines.addAll(Wrap.words(where(), EvidenceText.WIDTH));
    lines.addAll(held());
    lines.addAll(life());
    lines.add(THICK);
    return lines;
  }

  private String title() {
    Rule rule = broken.rule();
    return KernelTitle.of(rule) + " [" + rule.code() + " " + rule.id() + "]";
  }

  private String where() {
    String source = broken.source();
    String at = source.isEmpty() ? "" : ", strategy at " + source;
    if (step < 0) {
      return broken.task() + ", " + after() + at;
    }
    String word = StepWords.of(trace, step);
    String call = call().isEmpty() ? "" : " of " + call();
    return broken.task() + ", " + at(step, "") + ": " + word + call + at;
  }

  /** When it showed, if not in a step of the task. */
  private String after() {
    boolean tasksRan = !broken.task().equals(ModelTarget.MAIN);
    return tasksRan && phase.contains(stepsBefore - 1)
        ? "after step " + phase.shown(stepsBefore - 1)
        : "after the tasks";
  }

  /** The call that was under way. */
  private String call() {
    String call = "";
    for (Trace.Note note : trace.notes()) {
      boolean mine = note.task() >= 0 && phase.name(note.task()).equals(broken.task());
      if (mine && note.step() <= step && note.sort() == Trace.Sort.CALL) {
        call = note.text();
      }
    }
    return call;
  }

  private List<String> held() {
    List<String> lines = new ArrayList<>();
    for (Scene.Held held : broken.scene().held()) {
      int taken = taken(held);
      lines.add(
          "  "
              + phase.name(held.task())
              + " holds ("
              + held.lock()
              + "){"
              + mode(held.mode())
              + "}"
              + (taken < 0 ? "" : ", taken " + at(taken, trace.source(taken))));
    }
    if (!lines.isEmpty()) {
      lines.add(0, lines.size() == 1 ? "1 lock is held:" : lines.size() + " locks are held:");
    }
    return lines;
  }

  /** The step in which the holder asked for the lock. */
  private int taken(Scene.Held held) {
    int before = step < 0 ? trace.size() : step;
    for (int at = before - 1; at >= 0; at--) {
      boolean asks =
          switch (trace.kind(at)) {
            case LOCK_READ, LOCK_WRITE, LOCK_TRY_READ, LOCK_TRY_WRITE, SPIN_LOCK -> true;
            default -> false;
          };
      if (asks && trace.task(at) == held.task() && trace.object(at) == held.object()) {
        return at;
      }
    }
    return -1;
  }

  private static String mode(LockMode mode) {
    return switch (mode) {
      case NONE -> "not held";
      case READ -> "read";
      case WRITE -> "write";
      case DOWNGRADED -> "downgraded";
    };
  }

  private List<String> life() {
    List<String> lines = new ArrayList<>();
    Life life = broken.scene().life();
    life.freed().ifPresent(event -> lines.add("freed by " + event(event)));
    life.made().ifPresent(event -> lines.add("allocated by " + event(event)));
    return lines;
  }

  private String event(Life.Event event) {
    return phase.name(event.task()) + " " + at(event.step() - 1, event.source());
  }

  private String at(int step, String line) {
    String when =
        phase.contains(step)
            ? "in step " + phase.shown(step)
            : step < phase.from() ? "in the set-up" : "after the tasks";
    return line.isEmpty() ? when : when + " at " + line;
  }
}
