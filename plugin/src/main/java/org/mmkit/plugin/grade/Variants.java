// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mmkit.plugin.run.InputException;

/**
 * Whose variant of a scenario each submission attacks: students are known by the same id when a
 * scenario is handed out and when it is graded.
 *
 * @param by what tells the id of a student
 * @param roster who is who
 */
public record Variants(By by, Roster roster) {
  /** All attack the scenario as it is. */
  public static final Variants NONE = new Variants(By.NONE, Roster.NONE);

  /** What tells the id of a student. */
  enum By {
    NONE,
    /** The name of the folder of the submission. */
    FOLDER,
    /** The column {@code id} of the roster. */
    ID,
    /** The column {@code login} of the roster. */
    LOGIN;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Variants {
    Objects.requireNonNull(by);
    Objects.requireNonNull(roster);
  }

  /**
   * Reads {@code mmkit.variants}.
   *
   * @throws InputException if it is no such word, or what is taken has no variants
   */
  public static Variants parse(String text, Take take, Roster roster) {
    By by =
        Stream.of(By.values())
            .filter(one -> one.word().equals(text.trim()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InputException(
                        "\""
                            + Plain.line(text)
                            + "\" does not tell whose variant is meant (mmkit.variants); there are "
                            + Stream.of(By.values()).map(By::word).collect(Collectors.joining(", "))
                            + "."));
    if (by != By.NONE && take != Take.SCHEDULES) {
      throw new InputException(
          "Only schedules have variants (mmkit.variants): write mmkit.take=schedules too.");
    }
    return new Variants(by, roster);
  }

  /**
   * Refuses a class of whose students some have no id.
   *
   * @throws InputException that names them
   */
  void require(List<String> folders) {
    List<String> nameless = folders.stream().filter(folder -> of(folder).isEmpty()).toList();
    if (by != By.NONE && !nameless.isEmpty()) {
      throw new InputException(
          "The roster has no "
              + by.word()
              + " of "
              + String.join(", ", nameless)
              + ", so their variants are not known (mmkit.variants="
              + by.word()
              + "). Add it.");
    }
  }

  /** The id of the student of a folder; empty for the scenario as it is. */
  String of(String folder) {
    return switch (by) {
      case NONE -> "";
      case FOLDER -> folder;
      case ID -> roster.of(folder).id();
      case LOGIN -> roster.of(folder).login();
    };
  }
}
