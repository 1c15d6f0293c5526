// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Life;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Scene;
import org.mmkit.machine.Trace;

/**
 * A report of a broken rule in the manner of the kernel's own: lock rules as its lock checker tells
 * them, memory used after it was freed as its address sanitizer does.
 */
final class KernelReport {
  private static final String THICK = "=".repeat(66);
  private static final String THIN = "-".repeat(66);

  private final Phase phase;
  private final Trace trace;
  private final Incident incident;
  private final String source;

  KernelReport(Phase phase, Incident incident, String source) {
    this.phase = phase;
    this.trace = phase.trace();
    this.incident = incident;
    this.source = source;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(THICK);
    lines.add(title());
    lines.add(THIN);
    lines.addAll(Wrap.words(incident.sentence(), EvidenceText.WIDTH));
    lines.addAll(Wrap.words(where(), EvidenceText.WIDTH));
    lines.addAll(held());
    lines.addAll(life());
    lines.add(THICK);
    return lines;
  }

  private String title() {
    Rule rule = incident.rule();
    return KernelTitle.of(rule) + " [" + rule.code() + " " + rule.id() + "]";
  }

  private String where() {
    String at = source.isEmpty() ? "" : ", strategy at " + source;
    if (incident.step() < 0) {
      return incident.task() + ", after the tasks" + at;
    }
    String word = StepWords.of(trace, incident.step());
    String call = call().isEmpty() ? "" : " of " + call();
    return incident.task() + ", " + at(incident.step(), "") + ": " + word + call + at;
  }

  /** The call that was under way. */
  private String call() {
    String call = "";
    for (Trace.Note note : trace.notes()) {
      boolean mine = note.task() >= 0 && phase.name(note.task()).equals(incident.task());
      if (mine && note.step() <= incident.step() && note.sort() == Trace.Sort.CALL) {
        call = note.text();
      }
    }
    return call;
  }

  private List<String> held() {
    List<String> lines = new ArrayList<>();
    for (Scene.Held held : incident.scene().held()) {
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
    int before = incident.step() < 0 ? trace.size() : incident.step();
    for (int step = before - 1; step >= 0; step--) {
      boolean asks =
          switch (trace.kind(step)) {
            case LOCK_READ, LOCK_WRITE, LOCK_TRY_READ, LOCK_TRY_WRITE, SPIN_LOCK -> true;
            default -> false;
          };
      if (asks && trace.task(step) == held.task() && trace.object(step) == held.object()) {
        return step;
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
    Life life = incident.scene().life();
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
