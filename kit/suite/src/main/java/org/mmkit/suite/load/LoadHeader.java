// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mmkit.suite.program.SourceLine;
import org.mmkit.suite.program.Suggestions;
import org.mmkit.suite.record.PlainText;

/** Parses the line that starts a load. */
final class LoadHeader {
  private static final String SHAPE = "a load starts with '@id | title | perf'";
  private static final List<String> FIELDS =
      List.of("after", "each", "ends", "modes", "sizes", "small", "tasks", "threads");
  private static final int OPS_LEAST = 32;
  private static final int OPS_MAX = 1_000_000;

  /** A size by its name and its text. */
  record Sized(String name, String label, long bytes) {}

  final SourceLine line;
  String id = "";
  String title = "";
  String after = "";
  String note = "";
  Set<Mode> modes = EnumSet.of(Mode.THREADS);
  TaskCounts tasks = TaskCounts.DEFAULT;
  TaskCounts threads = TaskCounts.NONE;
  int leastOps = OPS_LEAST;
  final List<Sized> small = new ArrayList<>();
  final List<Sized> sizes = new ArrayList<>();
  final List<Sized> each = new ArrayList<>();

  private LoadHeader(SourceLine line) {
    this.line = line;
  }

  static LoadHeader parse(SourceLine line) {
    LoadHeader header = new LoadHeader(line);
    header.read();
    return header;
  }

  private void read() {
    int start = line.text().indexOf('@') + 1;
    String[] fields = line.text().substring(start).split("\\|", -1);
    id = fields[0].strip();
    if (!PlainText.isId(id) || id.indexOf('.') >= 0) {
      throw error(start, "the load has no proper id", PlainText.ID_RULE + "; loads have no '.'");
    }
    if (fields.length < 3 || fields[1].isBlank()) {
      throw error(start, "the title or the tier is missing", SHAPE);
    }
    title = fields[1].strip();
    if (!fields[2].strip().equals("perf")) {
      throw error(start, "the tier of a load is perf, not '" + fields[2].strip() + "'", SHAPE);
    }
    int offset = start + fields[0].length() + fields[1].length() + fields[2].length() + 3;
    for (int i = 3; i < fields.length; i++) {
      field(offset, fields[i].strip());
      offset += fields[i].length() + 1;
    }
  }

  private void field(int offset, String field) {
    if (!field.matches("[a-z]+=.*")) {
      note = note.isEmpty() ? field : note + " | " + field;
      return;
    }
    String key = field.substring(0, field.indexOf('='));
    String value = field.substring(field.indexOf('=') + 1).strip();
    switch (key) {
      case "after" -> after = value;
      case "modes" -> modes(offset, value);
      case "tasks" -> tasks = counts(offset, key, value);
      case "threads" -> threads = counts(offset, key, value);
      case "ends" -> leastOps = number(offset, key, value);
      case "small" -> sized(offset, value).forEach(small::add);
      case "sizes" -> sized(offset, value).forEach(sizes::add);
      case "each" -> sized(offset, value).forEach(one -> addEach(offset, one));
      default -> throw error(offset, "unknown field '" + key + "'", Suggestions.help(key, FIELDS));
    }
  }

  /** A size of its own: it is a part of the load's id. */
  private void addEach(int offset, Sized one) {
    if (each.stream().anyMatch(other -> other.label().equals(one.label()))) {
      throw error(offset, "the size " + one.label() + " comes twice", "name each size once");
    }
    each.add(one);
  }

  private void modes(int offset, String value) {
    modes = EnumSet.noneOf(Mode.class);
    for (String word : value.split(",", -1)) {
      modes.add(
          Mode.of(word.strip())
              .orElseThrow(
                  () ->
                      error(
                          offset, "unknown mode '" + word.strip() + "'", "threads or processes")));
    }
  }

  private TaskCounts counts(int offset, String key, String value) {
    List<OptionalInt> counts = new ArrayList<>();
    for (String word : value.split(",", -1)) {
      counts.add(
          word.strip().equals("cpus")
              ? OptionalInt.empty()
              : OptionalInt.of(number(offset, key, word.strip())));
    }
    for (OptionalInt count : counts) {
      if (count.orElse(1) > LoadRun.TASKS_MAX) {
        throw error(
            offset,
            count.getAsInt() + " tasks are more than the machine can have",
            "at most " + LoadRun.TASKS_MAX);
      }
    }
    return new TaskCounts(counts);
  }

  private int number(int offset, String key, String value) {
    if (!value.matches("[1-9][0-9]{0,6}") || Integer.parseInt(value) > OPS_MAX) {
      throw error(
          offset,
          key + "=" + value + " is no number from 1 to " + OPS_MAX,
          "such as " + key + "=8");
    }
    return Integer.parseInt(value);
  }

  /** {@code M:1m,2m} or {@code M:1m,S:4k}: what has no name belongs to the last one. */
  private List<Sized> sized(int offset, String value) {
    List<Sized> all = new ArrayList<>();
    String name = "";
    for (String part : Stream.of(value.split(",", -1)).map(String::strip).toList()) {
      int colon = part.indexOf(':');
      name = colon < 0 ? name : part.substring(0, colon);
      String label = part.substring(colon + 1);
      long bytes = Sizes.of(label);
      if (name.isEmpty() || bytes < 0) {
        throw error(offset, "'" + part + "' is no size of a name", "write M:1m");
      }
      all.add(new Sized(name, label, bytes));
    }
    return all;
  }

  TreeMap<String, Long> smallSizes() {
    TreeMap<String, Long> sizes = new TreeMap<>();
    small.forEach(one -> sizes.put(one.name(), one.bytes()));
    return sizes;
  }

  SourceLine.Unreadable error(int offset, String message, String help) {
    int within = Math.min(offset, Math.max(0, line.text().length() - 1));
    return new SourceLine.Unreadable(line.problem(within, message, help));
  }
}
