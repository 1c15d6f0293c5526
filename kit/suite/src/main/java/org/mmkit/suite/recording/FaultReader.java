// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.BadInputException;

/** Reads page faults: {@code tid seconds address code} a line, on the clock of the log. */
final class FaultReader {
  static final int WRITES = 1;
  static final int EXECUTES = 2;

  private static final Pattern FORM =
      Pattern.compile(
          "(\\d{1,9})\\s+(\\d{1,10})\\.(\\d{1,9})\\s+0x([0-9a-f]{1,16})\\s+0x([0-9a-f]+)");
  private static final int CODE_WRITE = 2;
  private static final int CODE_FETCH = 16;

  private final String file;
  private final TreeMap<Integer, LogTask> tasks;
  private final Tally tally;
  private final TreeMap<Integer, List<Event>> byTask = new TreeMap<>();
  private final long fromNs;
  private final long toNs;
  private int number;
  private int taken;
  private int first;

  FaultReader(String file, TreeMap<Integer, LogTask> tasks, Tally tally) {
    this.file = file;
    this.tasks = tasks;
    this.tally = tally;
    this.fromNs = tasks.values().stream().mapToLong(task -> task.firstNs).min().orElse(0);
    this.toNs = tasks.values().stream().mapToLong(task -> task.endNs).max().orElse(0);
  }

  /**
   * The faults of each task, in the order of time.
   *
   * @throws BadInputException if a line is no fault, or if none belongs to the log
   */
  TreeMap<Integer, List<Event>> read(String text) {
    text.lines().forEach(this::line);
    if (first == 0) {
      throw bad(Math.max(1, number), "there is no fault in this file.");
    }
    if (taken == 0) {
      throw bad(
          first,
          "none of these faults belongs to the log: its tasks are "
              + tasks.firstKey()
              + " to "
              + tasks.lastKey()
              + ", its time is "
              + seconds(fromNs)
              + " to "
              + seconds(toNs)
              + ". Are they of another run?");
    }
    return byTask;
  }

  private static String seconds(long ns) {
    return ns / 1_000_000_000 + "." + String.format("%06d", ns % 1_000_000_000 / 1000);
  }

  private void line(String text) {
    number++;
    if (text.isBlank() || text.startsWith("#")) {
      return;
    }
    Matcher m = FORM.matcher(text.strip());
    if (!m.matches()) {
      throw bad(
          number,
          "a fault is written \"tid seconds address code\", as in 77 1795880334.067798"
              + " 0x7f8aac055000 0x7.");
    }
    first = first == 0 ? number : first;
    int tid = tasks.firstKey() == 0 ? 0 : Integer.parseInt(m.group(1));
    long ns = LogLine.ns(m.group(2), m.group(3));
    LogTask task = tasks.get(tid);
    if (task == null || ns < task.firstNs || ns > task.endNs) {
      tally.stranger();
      return;
    }
    taken++;
    Event event = new Event(Verb.FAULT, number, ns, ns);
    event.address = Long.parseUnsignedLong(m.group(4), 16);
    long code = Long.parseUnsignedLong(m.group(5), 16);
    event.prot = (code & CODE_WRITE) != 0 ? WRITES : (code & CODE_FETCH) != 0 ? EXECUTES : 0;
    byTask.computeIfAbsent(tid, one -> new ArrayList<>()).add(event);
  }

  private BadInputException bad(int line, String why) {
    return new BadInputException(file + ":" + line + ": " + why);
  }
}
