// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.suite.record.Evidence;

/** Evidence as text that fits a terminal of 80 columns, behind what Maven puts before a line. */
public final class EvidenceText {
  /** Columns of a line, at most. */
  public static final int WIDTH = 70;

  private EvidenceText() {}

  /** A long text in lines. */
  public static List<String> wrap(String text) {
    return Wrap.words(text, WIDTH);
  }

  /** A long text in lines of a width. */
  public static List<String> wrap(String text, int width) {
    return Wrap.words(text, width);
  }

  /** All of it: the sentence, the diagram, the mappings, and the report. */
  public static List<String> lines(Evidence evidence) {
    List<String> lines = new ArrayList<>(Wrap.words(evidence.sentence(), WIDTH));
    lines.addAll(diagram(evidence));
    lines.addAll(maps(evidence));
    lines.addAll(evidence.report());
    return lines;
  }

  /** The calls before, a column for each task, and what the marks mean. */
  public static List<String> diagram(Evidence evidence) {
    List<String> lines = new ArrayList<>();
    if (!evidence.setup().isEmpty()) {
      lines.addAll(Wrap.words("set-up: " + String.join(", ", evidence.setup()), WIDTH));
    }
    lines.addAll(new Diagram(evidence).lines());
    if (evidence.marks().left() > 0) {
      lines.add(
          "("
              + evidence.marks().left()
              + (evidence.marks().left() == 1 ? " more step)" : " more steps)"));
    }
    List<String> legend = new ArrayList<>();
    if (!evidence.marks().conflict().isEmpty()) {
      legend.add("* the steps that conflict");
    }
    if (evidence.marks().found() > 0) {
      legend.add("! it shows");
    }
    if (evidence.marks().noReturn() > 0) {
      legend.add("# no continuation that was tried avoids it");
    }
    String line = String.join("   ", legend);
    if (line.length() > WIDTH) {
      lines.addAll(legend);
    } else if (!legend.isEmpty()) {
      lines.add(line);
    }
    return lines;
  }

  private static List<String> maps(Evidence evidence) {
    Evidence.Maps maps = evidence.maps();
    List<String> lines = new ArrayList<>();
    boolean shows = !evidence.report().isEmpty();
    maps(lines, "maps before:", maps.before(), Optional.empty());
    if (shows) {
      maps(lines, "maps when it shows:", maps.found(), Optional.of(maps.before()));
    }
    maps(
        lines, "maps afterwards:", maps.after(), Optional.of(shows ? maps.found() : maps.before()));
    return lines;
  }

  private static void maps(
      List<String> lines, String title, List<String> maps, Optional<List<String>> previous) {
    if (previous.filter(maps::equals).isPresent()) {
      lines.add(title + " the same");
    } else if (maps.isEmpty()) {
      lines.add(title + " nothing");
    } else {
      lines.add(title);
      maps.forEach(line -> lines.add("  " + line));
    }
  }
}
