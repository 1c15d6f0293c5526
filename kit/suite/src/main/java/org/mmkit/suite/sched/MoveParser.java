// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.Point;
import org.mmkit.machine.turn.Stop;

/** Reads one line of a schedule. */
final class MoveParser {
  /** An example of each kind of line, for messages. */
  static final String TURN = "T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem";

  static final String OPTION = "T1 takes option 1 of 2 at its 1st ALLOC_FAILS";

  private static final String NUMBER = "(\\d{1,9})";
  private static final String NTH = "(\\d{1,9})(?:st|nd|rd|th)";
  private static final Pattern TURN_LINE =
      Pattern.compile("(\\S+) runs " + NUMBER + " steps?, until (.+)");
  private static final Pattern OPTION_LINE =
      Pattern.compile(
          "(\\S+) takes option " + NUMBER + " of " + NUMBER + " at its " + NTH + " (\\S+)");
  private static final Pattern POINT = Pattern.compile("(?:its " + NTH + " )?([A-Z_]+)(?: (.+))?");
  private static final String BEFORE = "before ";
  private static final String WAITS = "it waits";
  private static final String IN = " in ";

  private MoveParser() {}

  /** The move, or nothing if the line is none. */
  static Optional<Move> parse(String line) {
    Matcher turn = TURN_LINE.matcher(line);
    if (turn.matches()) {
      return stop(turn.group(3))
          .map(stop -> new Move.Turn(turn.group(1), Long.parseLong(turn.group(2)), stop));
    }
    Matcher option = OPTION_LINE.matcher(line);
    return option.matches() ? option(option) : Optional.empty();
  }

  private static Optional<Move> option(Matcher line) {
    int option = Integer.parseInt(line.group(2));
    int options = Integer.parseInt(line.group(3));
    int nth = Integer.parseInt(line.group(4));
    return Stream.of(ChoiceKind.values())
        .filter(kind -> kind.name().equals(line.group(5)) && option < options && nth > 0)
        .findFirst()
        .map(kind -> new Move.Option(line.group(1), option, options, kind, nth));
  }

  private static Optional<Stop> stop(String text) {
    if (text.equals(new Stop.Ends().text())) {
      return Optional.of(new Stop.Ends());
    } else if (text.equals(new Stop.RunStops().text())) {
      return Optional.of(new Stop.RunStops());
    } else if (text.equals(WAITS)) {
      return Optional.of(new Stop.Waits(Optional.empty()));
    } else if (text.startsWith(WAITS + IN)) {
      return point(text.substring((WAITS + IN).length()))
          .map(point -> new Stop.Waits(Optional.of(point)));
    } else if (text.startsWith(BEFORE)) {
      return point(text.substring(BEFORE.length())).map(Stop.Before::new);
    }
    return Optional.empty();
  }

  private static Optional<Point> point(String text) {
    Matcher point = POINT.matcher(text);
    if (!point.matches()) {
      return Optional.empty();
    }
    int nth = point.group(1) == null ? 1 : Integer.parseInt(point.group(1));
    String lock = point.group(3) == null ? "" : point.group(3);
    return Stream.of(StepKind.values())
        .filter(kind -> kind.name().equals(point.group(2)) && nth > 0)
        .findFirst()
        .map(kind -> new Point(kind, lock, nth));
  }
}
