// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text of {@code maps()}, with neighbours joined that only a VMA boundary tells apart. */
final class MapsText {

  private static final Pattern LINE =
      Pattern.compile("(-?[0-9]+)-(-?[0-9]+) ([rwxps-]{4})(?: @([0-9]+))?");

  private record Line(long start, long end, String perms, long offset) {
    static final long NO_OFFSET = -1;

    boolean continuedBy(Line next) {
      return end == next.start
          && perms.equals(next.perms)
          && (offset == NO_OFFSET ? next.offset == NO_OFFSET : next.offset == offset + end - start);
    }

    @Override
    public String toString() {
      return start + "-" + end + " " + perms + (offset == NO_OFFSET ? "" : " @" + offset);
    }
  }

  private MapsText() {}

  /** The joined form of a text; any other text as it is. */
  static String canonical(String maps) {
    if (!maps.startsWith("[") || !maps.endsWith("]")) {
      return maps;
    }
    String inner = maps.substring(1, maps.length() - 1);
    List<Line> lines = new ArrayList<>();
    for (String text : inner.isEmpty() ? new String[0] : inner.split("; ")) {
      Matcher matcher = LINE.matcher(text);
      if (!matcher.matches()) {
        return maps;
      }
      String offset = matcher.group(4);
      add(
          lines,
          new Line(
              Long.parseLong(matcher.group(1)),
              Long.parseLong(matcher.group(2)),
              matcher.group(3),
              offset == null ? Line.NO_OFFSET : Long.parseLong(offset)));
    }
    return text(lines);
  }

  /** The joined text of the arena's runs. */
  static String of(List<Run> runs, Objects objects) {
    List<Line> lines = new ArrayList<>();
    for (Run run : runs) {
      Attributes attributes = run.attributes();
      boolean offset =
          attributes.object() != Objects.NONE && objects.get(attributes.object()).showsOffset();
      add(
          lines,
          new Line(
              Pages.relative(run.start()),
              Pages.relative(run.end()),
              perms(attributes),
              offset ? run.start() + attributes.delta() : Line.NO_OFFSET));
    }
    return text(lines);
  }

  private static void add(List<Line> lines, Line line) {
    Line last = lines.isEmpty() ? null : lines.get(lines.size() - 1);
    if (last != null && last.continuedBy(line)) {
      lines.set(lines.size() - 1, new Line(last.start(), line.end(), line.perms(), last.offset()));
    } else {
      lines.add(line);
    }
  }

  private static String perms(Attributes attributes) {
    return (attributes.can(Attributes.READ) ? "r" : "-")
        + (attributes.can(Attributes.WRITE) ? "w" : "-")
        + (attributes.can(Attributes.EXEC) ? "x" : "-")
        + (attributes.shared() ? "s" : "p");
  }

  private static String text(List<Line> lines) {
    return lines.stream().map(Line::toString).collect(Collectors.joining("; ", "[", "]"));
  }
}
