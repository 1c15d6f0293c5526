// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.CaseSyntaxException;
import org.mmkit.suite.program.Problem;
import org.mmkit.suite.program.SourceLine;

/** Parses files of loads; goes on after a problem, so that one reading shows them all. */
public final class LoadParser {
  private static final int LINE_MAX = 4000;

  private final List<Problem> problems = new ArrayList<>();
  private final List<Load> loads = new ArrayList<>();
  private final TreeMap<String, String> places = new TreeMap<>();
  private @Nullable LoadBuilder current;

  /** Reads one more file; ids must differ from those of all files before. */
  public void add(String file, String text) {
    int number = 0;
    for (String line : text.split("\\R", -1)) {
      SourceLine source = new SourceLine(file, ++number, withoutComment(line).stripTrailing());
      try {
        read(source);
      } catch (SourceLine.Unreadable e) {
        problems.add(e.problem());
      }
    }
    finishLoad();
  }

  /**
   * All loads read, in order.
   *
   * @throws CaseSyntaxException if anything was wrong
   */
  public List<Load> finish() {
    if (!problems.isEmpty()) {
      throw new CaseSyntaxException(problems);
    }
    return List.copyOf(loads);
  }

  private static String withoutComment(String line) {
    int hash = line.indexOf('#');
    return hash < 0 ? line : line.substring(0, hash);
  }

  private void read(SourceLine line) {
    String text = line.text().strip();
    if (line.text().length() > LINE_MAX) {
      problems.add(line.problem(LINE_MAX, "this line is too long", ""));
    } else if (text.startsWith("@")) {
      finishLoad();
      // What follows a header that cannot be read is read all the same, and dropped.
      current = LoadBuilder.dropped(line);
      LoadHeader header = LoadHeader.parse(line);
      current = new LoadBuilder(header);
      checkId(header.id, line);
    } else if (!text.isEmpty()) {
      if (current == null) {
        throw new SourceLine.Unreadable(
            line.problem(0, "a line outside of a load", "start with '@id | title | perf'"));
      }
      current.add(line);
    }
  }

  private void checkId(String id, SourceLine line) {
    String first = places.putIfAbsent(id, line.file() + ":" + line.number());
    if (first != null) {
      throw new SourceLine.Unreadable(
          line.problem(
              line.text().indexOf(id),
              "the id " + id + " is taken",
              "it is at " + first + "; ids are unique"));
    }
  }

  private void finishLoad() {
    if (current == null) {
      return;
    }
    LoadBuilder done = current;
    current = null;
    try {
      loads.addAll(done.build());
    } catch (SourceLine.Unreadable e) {
      problems.add(e.problem());
    }
  }
}
