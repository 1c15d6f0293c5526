// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever looks for a goal finds it: in the README, and on a page of the site. */
class GoalPagesTest {
  private static final Path SOURCES = Path.of("src/main/java/org/mmkit/plugin");
  private static final Path README = Path.of("../README.md");
  private static final Path SITE = Path.of("../site/src/site/markdown");
  private static final Pattern GOAL =
      Pattern.compile("@Mojo\\(\\s*name = \"([a-z]+(?:-[a-z]+)*)\"");
  private static final Pattern COMMAND = Pattern.compile("mmkit:([a-z]+(?:-[a-z]+)*)");

  private static Set<String> goals() throws IOException {
    Set<String> goals = new TreeSet<>();
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Mojo.java")).toList()) {
        Matcher goal = GOAL.matcher(Files.readString(file));
        if (goal.find()) {
          goals.add(goal.group(1));
        }
      }
    }
    assertThat(goals).hasSizeGreaterThan(9);
    return goals;
  }

  private static Set<String> commands(String text) {
    Set<String> commands = new TreeSet<>();
    COMMAND.matcher(text).results().forEach(found -> commands.add(found.group(1)));
    return commands;
  }

  @Test
  void theReadmeNamesEachGoalAndNoOther() throws IOException {
    Set<String> known = new TreeSet<>(goals());
    known.remove("report"); // a part of `mvn site`
    Set<String> named = commands(Files.readString(README));
    assertThat(named).containsAll(known);
    named.removeAll(Set.of("help"));
    assertThat(known).containsAll(named);
  }

  @Test
  void aPageDescribesEachGoalAndNoPageAnother() throws IOException {
    List<String> pages = new ArrayList<>();
    try (Stream<Path> files = Files.list(SITE)) {
      for (Path page : files.filter(f -> f.toString().endsWith(".md")).toList()) {
        pages.add(Files.readString(page));
      }
    }
    Set<String> named = commands(String.join("\n", pages));
    assertThat(named).containsAll(goals());
    named.removeAll(Set.of("help"));
    assertThat(goals()).containsAll(named);
  }
}
