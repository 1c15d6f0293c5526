// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.perf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.plugin.run.InputException;

/**
 * How much each load counts in the score: a line for each, with its id and a whole number; {@code
 * *} stands for all loads that have no line.
 */
public final class Rubric {
  private static final String SHIPPED = "rubric.txt";
  private static final String OTHERS = "*";
  private static final long WEIGHT_MAX = 1000;

  private final TreeMap<String, Long> weights = new TreeMap<>();

  private Rubric() {}

  /** The one that comes with mmkit. */
  public static Rubric shipped() {
    try (InputStream in = Rubric.class.getResourceAsStream(SHIPPED)) {
      if (in == null) {
        throw new IllegalStateException("the rubric is missing: " + SHIPPED);
      }
      List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      return parse(SHIPPED, lines, Set.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + SHIPPED, e);
    }
  }

  /**
   * One of the user.
   *
   * @param loads ids of the loads that are measured
   * @throws InputException if it is no rubric; names file and line
   */
  public static Rubric read(Path file, Collection<String> loads) {
    try {
      String name = String.valueOf(file.getFileName());
      return parse(name, Files.readAllLines(file, StandardCharsets.UTF_8), loads);
    } catch (IOException e) {
      throw new InputException(
          "There is no rubric " + file + ", or it is no UTF-8 text (mmkit.rubric).");
    }
  }

  /**
   * @param loads that may have a line; all if it is empty
   */
  static Rubric parse(String file, List<String> lines, Collection<String> loads) {
    Rubric rubric = new Rubric();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && !line.startsWith("#")) {
        rubric.add(file + ":" + (i + 1) + ": ", line, loads);
      }
    }
    if (rubric.weights.values().stream().allMatch(weight -> weight == 0)) {
      throw new InputException(
          file + ": no load counts (mmkit.rubric). Give one of them a weight above 0.");
    }
    return rubric;
  }

  private void add(String place, String line, Collection<String> loads) {
    String[] words = line.split("\\s+");
    if (words.length != 2 || !words[1].matches("[0-9]{1,4}")) {
      throw new InputException(
          place + "\"" + line + "\" is no load and its weight. Write such as: mmap1 2");
    }
    long weight = Long.parseLong(words[1]);
    if (weight > WEIGHT_MAX) {
      throw new InputException(
          place + "the weight " + weight + " is more than " + WEIGHT_MAX + ". Take a smaller one.");
    }
    if (!words[0].equals(OTHERS) && !loads.isEmpty() && !loads.contains(words[0])) {
      throw new InputException(
          place
              + "there is no load "
              + words[0]
              + ". Remove the line, or name one of "
              + String.join(", ", new TreeSet<>(loads))
              + ".");
    }
    if (weights.putIfAbsent(words[0], weight) != null) {
      throw new InputException(
          place + words[0] + " has a weight already. Remove one of the two lines.");
    }
  }

  /** How much a load counts: 1 where neither it nor {@code *} has a line. */
  long weight(String load) {
    return weights.getOrDefault(load, weights.getOrDefault(OTHERS, 1L));
  }
}
