// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Cursor;
import org.mmkit.suite.program.SourceLine;

/** Collects the lines of one load. */
final class LoadBuilder {
  private static final List<String> LABELS = List.of("setup", "start", "loop", "beside", "child");

  private final SourceLine line;
  private final @Nullable LoadHeader header;
  private final Names names = new Names();
  private final TreeMap<String, List<Line>> lines = new TreeMap<>();

  /** What is called after each label. */
  private final TreeMap<String, TreeSet<String>> called = new TreeMap<>();

  private boolean broken;

  LoadBuilder(LoadHeader header) {
    this(header.line, header);
    header.sizes.forEach(one -> names.size(one.name(), one.bytes()));
  }

  private LoadBuilder(SourceLine line, @Nullable LoadHeader header) {
    this.line = line;
    this.header = header;
  }

  static LoadBuilder dropped(SourceLine line) {
    return new LoadBuilder(line, null);
  }

  void add(SourceLine source) {
    boolean before = broken;
    broken = true;
    Cursor cursor = new Cursor(source, 0, source.text().length());
    cursor.skipBlanks();
    int start = cursor.position();
    String label = cursor.word();
    cursor.skipBlanks();
    OptionalInt only =
        Character.isDigit(cursor.peek()) ? OptionalInt.of(task(cursor)) : OptionalInt.empty();
    if (!LABELS.contains(label) || !cursor.accept(':')) {
      throw cursor.errorAt(
          start,
          "a line of a load starts with what it belongs to",
          String.join(": ", LABELS) + ":");
    }
    if (only.isPresent() && !label.equals("loop")) {
      throw cursor.errorAt(start, "only loop: can be the line of one task", "such as loop 0:");
    }
    LineParser parser = new LineParser(source, cursor, names, label.equals("setup"));
    Line parsed = parser.parse(only);
    if (only.isPresent() && parser.called().contains("sync")) {
      throw cursor.errorAt(
          start, "sync() in the line of one task would never end", "put it into a line of its own");
    }
    lines.computeIfAbsent(label, key -> new ArrayList<>()).add(parsed);
    called.computeIfAbsent(label, key -> new TreeSet<>()).addAll(parser.called());
    broken = before;
  }

  private static int task(Cursor cursor) {
    int start = cursor.position();
    long number = Sizes.parse(cursor);
    if (number >= LoadRun.TASKS_MAX) {
      throw cursor.errorAt(
          start,
          "no load has a task " + number,
          "tasks are counted from 0, and there are at most " + LoadRun.TASKS_MAX);
    }
    return (int) number;
  }

  /** The load, or one for each of the sizes that the header lists; none if it was unreadable. */
  List<Load> build() {
    if (header == null || broken) {
      return List.of();
    }
    check(header);
    Load.Body body =
        new Load.Body(
            of("setup"),
            of("start"),
            of("loop"),
            of("beside"),
            of("child"),
            names,
            !calls("loop", "count"));
    Load load =
        new Load(
            header.id,
            new Load.Words(header.title, header.after, header.note),
            new Load.Extent(header.modes, header.tasks, header.threads, header.leastOps),
            names.sizes(),
            header.smallSizes(),
            body,
            new Load.Place(line.file(), line.number()));
    return header.each.isEmpty()
        ? List.of(load)
        : header.each.stream().map(s -> load.sized(s.name(), s.label(), s.bytes())).toList();
  }

  private void check(LoadHeader head) {
    if (of("loop").isEmpty()) {
      throw error("the load " + head.id + " has no loop:", "add what its tasks do for ever");
    }
    boolean counts = calls("loop", "count") || calls("loop", "touch") || calls("loop", "look");
    if (!counts) {
      throw error("the load " + head.id + " never counts", "add count(1) to a loop: line");
    }
    if (of("loop").stream().allMatch(one -> one.only().isPresent())) {
      throw error("only one task of " + head.id + " does anything", "add a line loop:");
    }
    if (calls("loop", "fork") && !calls("loop", "wait")) {
      throw error("the load " + head.id + " forks and never waits", "add wait() to a loop: line");
    }
    if (calls("loop", "fork") == of("child").isEmpty()) {
      throw error(
          "fork() in loop: and lines child: need each other", "add the one that is missing");
    }
    for (LoadHeader.Sized sized : head.small) {
      checkSize(sized);
    }
    head.each.forEach(this::checkSize);
  }

  private void checkSize(LoadHeader.Sized sized) {
    if (!names.isSize(sized.name())) {
      throw error(
          "the load has no size " + sized.name(),
          "write it where it is used first, such as mmap(" + sized.name() + "=128m, RW, 'pa')");
    }
  }

  private boolean calls(String label, String name) {
    return called.getOrDefault(label, new TreeSet<>()).contains(name);
  }

  private List<Line> of(String label) {
    return lines.getOrDefault(label, List.of());
  }

  private SourceLine.Unreadable error(String message, String help) {
    return new SourceLine.Unreadable(line.problem(0, message, help));
  }
}
