// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Collects the lines of one case. */
final class ProgramBuilder {

  private final SourceLine header;
  private final String id;
  private final String title;
  private final @Nullable Tier tier;
  private final List<StepParser.Labelled> lines = new ArrayList<>();
  private boolean empty = true;
  private String note = "";
  private List<String> aims = List.of();
  private final TreeMap<String, String> settings = new TreeMap<>();

  ProgramBuilder(SourceLine header, String id, String title, @Nullable Tier tier) {
    this.header = header;
    this.id = id;
    this.title = title;
    this.tier = tier;
  }

  /** Stands for a case whose header was wrong, so that its steps are still read. */
  static ProgramBuilder unreadable(SourceLine header) {
    return new ProgramBuilder(header, "", "", null);
  }

  boolean isUnreadable() {
    return tier == null;
  }

  String id() {
    return id;
  }

  void note(String text) {
    note = note.isEmpty() ? text : note + " | " + text;
  }

  void aims(List<String> names) {
    aims = names;
  }

  void setting(String key, String value) {
    settings.put(key, value);
  }

  /** A line comes, whether it can be read or not. */
  void goesOn() {
    empty = false;
  }

  void add(StepParser.Labelled line) {
    lines.add(line);
  }

  /** A problem with what it has not. */
  Problem noCall() {
    return header.problem(
        0, "there is no call in this case", "write calls below it, such as map(0,1)");
  }

  /** Whether no line came. */
  boolean isEmpty() {
    return empty;
  }

  /** A problem with its id. */
  Problem taken(String where) {
    return header.problem(
        header.text().indexOf(id, header.text().indexOf('@')),
        "the id " + id + " is taken",
        "it is at " + where + "; ids are unique");
  }

  /** Checks what only the whole case shows. */
  void check(List<Problem> problems) {
    if (tier != null) {
      problems.addAll(new ProgramCheck(header, tier, lines).problems());
    }
  }

  Program build() {
    List<Step> setup = new ArrayList<>();
    Map<String, List<Step>> tasks = new TreeMap<>();
    List<Step> after = new ArrayList<>();
    for (StepParser.Labelled line : lines) {
      switch (line.label()) {
        case "" -> setup.add(line.step());
        case StepParser.AFTER -> after.add(line.step());
        default -> tasks.computeIfAbsent(line.label(), t -> new ArrayList<>()).add(line.step());
      }
    }
    Tier said = Objects.requireNonNull(tier, "no header");
    return new Program(
        new Header(id, title, said, note, aims, header.file(), header.number()),
        settings,
        new Steps(
            setup,
            tasks.entrySet().stream().map(e -> new TaskProgram(e.getKey(), e.getValue())).toList(),
            after));
  }
}
