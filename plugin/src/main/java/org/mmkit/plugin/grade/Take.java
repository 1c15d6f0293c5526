// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mmkit.plugin.run.InputException;

/** What is taken of a submission. */
public enum Take {
  SOURCES(List.of("src", "main", "java"), ".java", "a source file in src/main/java"),
  CLASSES(List.of("target", "classes"), ".class", "a class file"),
  /** One schedule, which is an attack on the strategy of the instructor's project. */
  SCHEDULES(List.of(), ".sched", "a file whose name ends in .sched");

  private final List<String> way;
  private final String ending;
  private final String what;

  Take(List<String> way, String ending, String what) {
    this.way = way;
    this.ending = ending;
    this.what = what;
  }

  /**
   * Reads {@code mmkit.take}.
   *
   * @throws InputException if it is none of them
   */
  public static Take parse(String text) {
    return Stream.of(values())
        .filter(one -> one.word().equals(text.trim()))
        .findFirst()
        .orElseThrow(
            () ->
                new InputException(
                    "\""
                        + text
                        + "\" is not taken (mmkit.take); there are "
                        + Stream.of(values()).map(Take::word).collect(Collectors.joining(", "))
                        + "."));
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The folders that lead to it. */
  List<String> way() {
    return way;
  }

  /** How the names of its files end. */
  String ending() {
    return ending;
  }

  /** What is missing in a submission without it. */
  String what() {
    return what;
  }
}
