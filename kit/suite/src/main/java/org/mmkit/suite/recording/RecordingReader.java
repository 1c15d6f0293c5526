// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;

/** Puts a log and its faults together. */
final class RecordingReader {
  private static final long FAULT_NS_MAX = 3000;
  private static final int TENTH = 10;

  private final String name;
  private final CaseFile log;
  private final Optional<CaseFile> faults;
  private final Tally tally = new Tally();
  private TreeMap<Integer, LogTask> byTid = new TreeMap<>();

  /** Tasks in the order of their first lines, and their numbers. */
  private final List<LogTask> tasks = new ArrayList<>();

  private final TreeMap<Integer, Integer> numbers = new TreeMap<>();
  private final List<List<Event>> events = new ArrayList<>();

  /** What starts each task. */
  private @Nullable Event[] starts = {};

  RecordingReader(String name, CaseFile log, Optional<CaseFile> faults) {
    this.name = name;
    this.log = log;
    this.faults = faults;
  }

  Recording read() {
    byTid = new LogReader(log.name(), tally).read(log.text());
    tasks.addAll(byTid.values());
    tasks.sort(Comparator.comparingInt(task -> task.line));
    tasks.forEach(task -> numbers.put(task.tid, numbers.size()));
    CallReader reader = new CallReader(log.name(), tally);
    tasks.forEach(task -> events.add(calls(task, reader)));
    link();
    checkStarts();
    addFaults();
    List<RecordedTask> recorded = new ArrayList<>();
    long faultNs = faultNs();
    for (int i = 0; i < tasks.size(); i++) {
      recorded.add(new RecordedTask(tasks.get(i).tid, timed(i, faultNs)));
    }
    Order order = new Order(recorded);
    order.find();
    return new Recording(name, recorded, order, tally.sentences(), atOnce());
  }

  private int atOnce() {
    long[] begins = tasks.stream().mapToLong(task -> task.firstNs).sorted().toArray();
    long[] ends = tasks.stream().mapToLong(task -> task.endNs).sorted().toArray();
    int most = 0;
    int ended = 0;
    for (int begun = 0; begun < begins.length; begun++) {
      while (ends[ended] < begins[begun]) {
        ended++;
      }
      most = Math.max(most, begun + 1 - ended);
    }
    return most;
  }

  private static List<Event> calls(LogTask task, CallReader reader) {
    List<Event> all = new ArrayList<>();
    long endNs = task.endNs;
    for (RawCall call : task.calls) {
      reader.read(call).ifPresent(all::add);
      if (call.name().startsWith("exit")) {
        endNs = Math.min(endNs, call.fromNs());
      }
    }
    all.add(new Event(Verb.END, task.lastLine, endNs, task.endNs));
    return all;
  }

  /** Puts numbers in the place of what the log calls tasks. */
  private void link() {
    starts = new Event[tasks.size()];
    for (int task = 0; task < tasks.size(); task++) {
      List<Event> kept = new ArrayList<>();
      for (Event event : events.get(task)) {
        boolean linked = event.verb.starts() || event.verb == Verb.WAIT;
        if (!linked || link(event, task)) {
          kept.add(event);
        }
      }
      events.set(task, kept);
    }
  }

  private boolean link(Event event, int by) {
    Integer number = numbers.get(event.task);
    if (number == null) {
      tally.leftAway(
          event.verb == Verb.WAIT
              ? "wait for a task without lines"
              : "start of a task without lines");
      return false;
    }
    int tid = event.task;
    event.task = number;
    if (event.verb == Verb.WAIT) {
      return number != by;
    }
    Event other = starts[number];
    if (other != null || number <= by) {
      throw bad(
          event.line,
          "task "
              + tid
              + (other == null
                  ? " has begun before, in line " + tasks.get(number).line
                  : " was started before, in line " + other.line)
              + ", so two tasks have the same number. Make a recording in which they differ.");
    }
    starts[number] = event;
    tasks.get(number).firstNs = Math.min(tasks.get(number).firstNs, event.fromNs);
    return true;
  }

  private void checkStarts() {
    RawCall first = tasks.get(0).calls.isEmpty() ? null : tasks.get(0).calls.get(0);
    if (first == null || !first.name().startsWith("execve")) {
      throw bad(
          tasks.get(0).line,
          "the log does not begin with the execve of the program, so nobody knows its memory. "
              + LogReader.HOW);
    }
    for (int i = 1; i < tasks.size(); i++) {
      if (starts[i] == null) {
        throw bad(
            tasks.get(i).line,
            "no call of this log has started task "
                + tasks.get(i).tid
                + ". Is its beginning missing? "
                + LogReader.HOW);
      }
    }
  }

  private void addFaults() {
    if (faults.isEmpty()) {
      tally.noFaults();
      return;
    }
    CaseFile file = faults.get();
    new FaultReader(file.name(), byTid, tally)
        .read(file.text())
        .forEach(
            (tid, some) -> {
              List<Event> all = events.get(numbers.getOrDefault(tid, 0));
              all.addAll(all.size() - 1, some);
              all.subList(0, all.size() - 1).sort(Comparator.comparingLong(event -> event.fromNs));
            });
  }

  /** The events of a task, each with the time for which the program was busy before. */
  private List<Event> timed(int task, long faultNs) {
    Event start = starts[task];
    List<Event> all = events.get(task);
    long sinceNs = start == null || start.waits ? all.get(0).fromNs : start.toNs;
    for (Event event : all) {
      event.gapNs = Math.max(0, event.fromNs - sinceNs);
      sinceNs = Math.max(sinceNs, event.verb == Verb.FAULT ? event.fromNs + faultNs : event.toNs);
    }
    return all;
  }

  /**
   * What a fault took, with its recording: as long as the quickest tenth of what came after faults,
   * but not more than is usual.
   */
  private long faultNs() {
    LongStream.Builder after = LongStream.builder();
    for (List<Event> all : events) {
      for (int i = 1; i < all.size(); i++) {
        if (all.get(i - 1).verb == Verb.FAULT) {
          after.add(Math.max(0, all.get(i).fromNs - all.get(i - 1).fromNs));
        }
      }
    }
    long[] sorted = after.build().sorted().toArray();
    return sorted.length == 0 ? 0 : Math.min(FAULT_NS_MAX, sorted[sorted.length / TENTH]);
  }

  private BadInputException bad(int line, String why) {
    return new BadInputException(log.name() + ":" + line + ": " + why);
  }
}
