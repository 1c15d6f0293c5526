// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mmkit.machine.Rule;
import org.mmkit.plugin.run.InputException;
import org.mmkit.suite.Stage;
import org.mmkit.suite.catalogue.Rules;
import org.mmkit.suite.catalogue.Stages;

/** Reads the line that says what the points of a part are given for. */
final class CriterionParser {
  private static final Pattern MEASURE =
      Pattern.compile("([a-z]+)[.]([A-Za-z0-9._-]+)\\s+full\\s+(\\S+)\\s+none\\s+(\\S+)");
  private static final Pattern VALUE = Pattern.compile("([0-9]{1,9})(ns|us|ms|s)?");
  private static final Map<String, Long> UNITS =
      Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L);
  private static final String TIME = "_ns";

  private CriterionParser() {}

  /**
   * @param place file and line
   */
  static Criterion parse(String place, String word, String rest) {
    return switch (word) {
      case "cases" -> new Criterion.Cases(cases(place, words(place, word, rest)), false);
      case "stage" ->
          new Criterion.Cases(
              words(place, word, rest).stream().map(stage -> known(place, stage) + "/*").toList(),
              false);
      case "rules" -> new Criterion.Rules(rules(place, words(place, word, rest)));
      case "measure" -> measure(place, rest);
      default -> throw new IllegalArgumentException(word);
    };
  }

  /** Words with commas or spaces between them; at least one. */
  static List<String> words(String place, String word, String rest) {
    List<String> words =
        Stream.of(rest.split("[,\\s]+")).filter(Predicate.not(String::isEmpty)).toList();
    if (words.isEmpty()) {
      throw new InputException(place + "nothing follows \"" + word + "\". Name at least one.");
    }
    return words;
  }

  private static List<String> cases(String place, List<String> patterns) {
    for (String pattern : patterns) {
      int slash = pattern.indexOf('/');
      if (slash <= 0) {
        throw new InputException(
            place
                + "\""
                + pattern
                + "\" has no stage, and points need to know one. Write such as: cases race/"
                + pattern.replace("/", ""));
      }
      known(place, pattern.substring(0, slash));
    }
    return patterns;
  }

  private static String known(String place, String stage) {
    List<String> stages = Stages.withThoseOfGoals().stream().map(Stage::id).toList();
    if (!stages.contains(stage)) {
      throw new InputException(
          place
              + "there is no stage \""
              + stage
              + "\". Name one of "
              + String.join(", ", stages)
              + ".");
    }
    return stage;
  }

  private static List<String> rules(String place, List<String> names) {
    for (String name : names) {
      if (Rules.all().stream().noneMatch(rule -> fits(name, rule))) {
        throw new InputException(
            place
                + "there is no rule \""
                + name
                + "\". Name one as the page of the rules does, such as L4 or MM0304, or several as"
                + " MM03*.");
      }
    }
    return names;
  }

  private static boolean fits(String name, Rule rule) {
    return fits(name, rule.id()) || fits(name, rule.code());
  }

  /** Whether a name, or a pattern that ends in a star, fits. */
  static boolean fits(String name, String text) {
    return name.endsWith("*")
        ? text.startsWith(name.substring(0, name.length() - 1))
        : text.equals(name);
  }

  private static Criterion measure(String place, String rest) {
    Matcher matcher = MEASURE.matcher(rest);
    if (!matcher.matches()) {
      throw new InputException(
          place
              + "\""
              + rest
              + "\" is no measure with its limits. Write such as: measure hold.exclusive_hold_ns"
              + " full 20us none 2s");
    }
    String name = matcher.group(2);
    boolean time = name.endsWith(TIME);
    long full = value(place, matcher.group(3), time);
    long none = value(place, matcher.group(4), time);
    if (full == none) {
      throw new InputException(
          place + "all points and none are given at the same value. Take two different ones.");
    }
    return new Criterion.Measure(known(place, matcher.group(1)), name, full, none, time);
  }

  private static long value(String place, String text, boolean time) {
    Matcher matcher = VALUE.matcher(text);
    if (!matcher.matches() || time != (matcher.group(2) != null)) {
      throw new InputException(
          place
              + "\""
              + text
              + (time
                  ? "\" is no time: a measure that ends in _ns needs a whole number with ns, us, ms"
                      + " or s, such as 20us."
                  : "\" is no whole number; only measures that end in _ns have a unit."));
    }
    long number = Long.parseLong(matcher.group(1));
    if (!time) {
      return number;
    }
    if (number == 0) {
      throw new InputException(place + "a limit of no time is none. Take at least 1ns.");
    }
    return number * UNITS.getOrDefault(matcher.group(2), 1L);
  }
}
