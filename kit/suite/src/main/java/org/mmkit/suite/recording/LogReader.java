// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.BadInputException;

/**
 * Reads what {@code strace -f -ttt -T -e trace=%memory,%process} writes: whole calls, and calls
 * that others interrupt, by task.
 */
final class LogReader {
  static final String HOW =
      "Record with: strace -f -ttt -T -e trace=%memory,%process -o my.strace PROGRAM.";

  private static final String UNFINISHED = "<unfinished ...>";
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. (\\S+) resumed>(.*)");
  private static final Pattern SUPERSEDED =
      Pattern.compile("\\+\\+\\+ superseded by execve in pid (\\d+) \\+\\+\\+");
  private static final Pattern ENDED =
      Pattern.compile("\\+\\+\\+ (exited with|killed by) \\S+( \\(core dumped\\))? \\+\\+\\+");
  private static final Pattern CALL = Pattern.compile("([a-z_0-9?]+)\\((.*)\\)\\s+= (\\S+)(.*)");
  private static final Pattern BEGUN = Pattern.compile("([a-z_0-9?]+)\\((.*)");
  private static final Pattern ERRNO = Pattern.compile(" ([A-Z][A-Z0-9_]+)\\b.*");
  private static final Pattern TOOK = Pattern.compile(".*<(\\d{1,9})\\.(\\d+)>");
  private static final Pattern ODD_TIME = Pattern.compile(".*<[-+]?\\d[^<>]*>");
  private static final int TASKS_MAX = 20_000;

  private final String file;
  private final TreeMap<Integer, LogTask> tasks = new TreeMap<>();
  private final TreeMap<Integer, LogLine> pending = new TreeMap<>();
  private final Tally tally;
  private int number;
  private boolean timed;

  LogReader(String file, Tally tally) {
    this.file = file;
    this.tally = tally;
  }

  /**
   * The tasks by their numbers.
   *
   * @throws BadInputException if it is no such log, or not the whole of one
   */
  TreeMap<Integer, LogTask> read(String text) {
    if (!text.endsWith("\n") && !text.endsWith("+++")) {
      throw bad(
          Math.max(1, (int) text.lines().count()),
          text.isBlank() ? "the log is empty. " + HOW : "the log ends in the middle of a line.");
    }
    text.lines().forEach(this::line);
    if (tasks.isEmpty()) {
      throw bad(Math.max(1, number), "there is no call in this log. " + HOW);
    }
    for (LogTask task : tasks.values()) {
      if (!task.ended) {
        throw bad(
            task.lastLine,
            "the log ends before "
                + name(task.tid)
                + " does, whose last line is this one. Is it"
                + " all there?");
      }
    }
    if (!timed) {
      throw bad(1, "no call says how long it took. " + HOW);
    }
    return tasks;
  }

  private void line(String text) {
    number++;
    if (text.isBlank() || text.startsWith("strace: ") || text.startsWith(" > ")) {
      return;
    }
    Optional<LogLine> parsed = LogLine.parse(number, text);
    if (parsed.isEmpty()) {
      throw bad(number, "\"" + shown(text) + "\" is no line of such a log. " + HOW);
    }
    LogLine line = parsed.get();
    LogTask task = tasks.computeIfAbsent(line.tid(), tid -> begin(line));
    if (task.ended) {
      throw bad(
          number,
          name(line.tid())
              + " has ended before, so this is another one of the same number. Make a recording in"
              + " which numbers do not come again.");
    }
    if (line.ns() < task.lastNs) {
      throw bad(
          number,
          "this lies before line "
              + task.lastLine
              + " of the same task: the clock was set back. Make the recording again.");
    }
    task.lastLine = number;
    task.lastNs = line.ns();
    happened(task, line);
  }

  private LogTask begin(LogLine line) {
    if (tasks.size() == TASKS_MAX) {
      throw bad(number, "there are more than " + TASKS_MAX + " tasks. Record a part of it.");
    }
    return new LogTask(line);
  }

  private void happened(LogTask task, LogLine line) {
    String text = line.text();
    if (text.startsWith("---")) {
      tally.signal();
    } else if (text.startsWith("+++")) {
      ends(task, line);
    } else if (text.startsWith("<detached")) {
      task.end(line.ns());
    } else {
      calls(task, line);
    }
  }

  private void ends(LogTask task, LogLine line) {
    Matcher m = SUPERSEDED.matcher(line.text());
    if (m.matches()) {
      supersede(task, Integer.parseInt(m.group(1)), line);
    } else if (ENDED.matcher(line.text()).matches()) {
      abandon(task, line);
      task.end(line.ns());
    } else {
      throw bad(line.number(), "\"" + shown(line.text()) + "\" is no end of a task. " + HOW);
    }
  }

  /** The call under way never returns. */
  private void abandon(LogTask task, LogLine line) {
    LogLine open = pending.remove(task.tid);
    if (open != null) {
      whole(task, open, unfinished(open) + ") = ?", line.ns());
    }
  }

  /** Another thread carries out an execve, and has the number of the first one from now on. */
  private void supersede(LogTask leader, int by, LogLine line) {
    LogTask thread = tasks.get(by);
    LogLine open = pending.remove(by);
    if (thread == null || open == null) {
      throw bad(line.number(), "there is no execve of " + name(by) + " under way.");
    }
    abandon(leader, line);
    pending.put(leader.tid, open);
    thread.end(line.ns());
  }

  private void calls(LogTask task, LogLine line) {
    String text = line.text();
    Matcher resumed = RESUMED.matcher(text);
    if (resumed.matches()) {
      LogLine open = pending.remove(task.tid);
      if (open == null || !open.text().startsWith(resumed.group(1) + "(")) {
        throw bad(line.number(), "the call that goes on here has not begun in this log.");
      }
      whole(task, open, unfinished(open) + resumed.group(2), line.ns());
    } else if (pending.containsKey(task.tid)) {
      throw bad(
          line.number(),
          name(task.tid)
              + " makes a call within another one, so two tasks have the same number. Make a"
              + " recording in which they differ.");
    } else if (text.endsWith(UNFINISHED)) {
      if (!BEGUN.matcher(text).matches()) {
        throw bad(line.number(), "\"" + shown(text) + "\" is no call. " + HOW);
      }
      pending.put(task.tid, line);
    } else {
      whole(task, line, text, line.ns());
    }
  }

  private static String unfinished(LogLine open) {
    return open.text().substring(0, open.text().length() - UNFINISHED.length()).stripTrailing();
  }

  private void whole(LogTask task, LogLine line, String text, long lastNs) {
    Matcher m = CALL.matcher(text);
    if (!m.matches()) {
      throw bad(line.number(), "\"" + shown(text) + "\" is no call with its result. " + HOW);
    }
    Matcher errno = ERRNO.matcher(m.group(4));
    boolean failed = m.group(3).equals("-1") && errno.matches();
    task.calls.add(
        new RawCall(
            m.group(1),
            Args.split(m.group(2)),
            m.group(3),
            failed ? errno.group(1) : "",
            m.group(4),
            line.ns(),
            endOf(line, m.group(4), lastNs),
            line.number()));
  }

  /** A call takes as long as it says; one that never returned takes no time. */
  private long endOf(LogLine line, String tail, long lastNs) {
    Matcher took = TOOK.matcher(tail);
    if (!took.matches()) {
      if (ODD_TIME.matcher(tail).matches()) {
        throw bad(line.number(), "\"" + shown(tail.strip()) + "\" is no time that a call took.");
      }
      return lastNs;
    }
    timed = true;
    return line.ns() + LogLine.ns(took.group(1), took.group(2));
  }

  private static String name(int tid) {
    return tid == 0 ? "the task" : "task " + tid;
  }

  private static String shown(String text) {
    int most = 80;
    return text.length() <= most ? text : text.substring(0, most) + "...";
  }

  private BadInputException bad(int line, String why) {
    return new BadInputException(file + ":" + line + ": " + why);
  }
}
