// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.mmkit.suite.record.PlainText;

/**
 * Lines on their way to the console. A strategy has a hand in some of them: none may move the
 * cursor, look like one of Maven's own, or be taken for a command by what reads the log of a build.
 */
final class ConsoleText {
  private static final int LINE_MAX = 4000;
  private static final int LINES_MAX = 5000;

  /** Only colours are ours. */
  private static final Pattern COLOUR = Pattern.compile("\u001b\\[[0-9;]{0,16}m");

  /** The start of a command to GitHub, such as {@code ::error::}. */
  private static final Pattern COMMAND = Pattern.compile("^(\\s*):(?=:)");

  /** That of a command to other services, such as {@code ##vso[} or {@code ##teamcity[}. */
  private static final Pattern COMMAND_ANYWHERE = Pattern.compile("#(?=#[A-Za-z]*\\[)");

  private static final Pattern MAVENS =
      Pattern.compile("\\s*(\\[(INFO|WARN|WARNING|ERROR|DEBUG|FATAL)]|BUILD |Tests run:).*");

  private ConsoleText() {}

  /** One line. */
  static String line(String text) {
    StringBuilder out = new StringBuilder();
    Matcher colour = COLOUR.matcher(text);
    int from = 0;
    while (colour.find()) {
      out.append(plain(text.substring(from, colour.start()))).append(colour.group());
      from = colour.end();
    }
    String line = out.append(plain(text.substring(from))).toString();
    return MAVENS.matcher(COLOUR.matcher(line).replaceAll("")).matches() ? "| " + line : line;
  }

  private static String plain(String text) {
    String line = PlainText.lines(text, LINE_MAX).replace("\n", " / ");
    String tame = COMMAND.matcher(line).replaceFirst("$1:\\\\");
    return COMMAND_ANYWHERE.matcher(tame).replaceAll("#\\\\");
  }

  /** Several lines, each as one. */
  static String lines(String text) {
    return text.lines()
        .limit(LINES_MAX)
        .map(ConsoleText::line)
        .collect(Collectors.joining(System.lineSeparator()));
  }
}
