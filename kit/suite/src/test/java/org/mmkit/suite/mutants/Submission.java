// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mmkit.suite.Subject;

/**
 * A strategy that somebody handed in: a class, or what it changes in one of the folder {@code
 * base}. A file of changes begins with its claim, then names the base behind {@code ---}. Below
 * each {@code @@} stand lines that follow each other in the base, at one place only: with a blank
 * before those that stay, a minus before those that go and a plus before those that come.
 *
 * @param type its class
 * @param claim what the file says of it: the name of a case, a colon, and a sentence
 * @param base whose class it changes; empty for a whole one
 * @param text its source
 */
record Submission(String type, String claim, String base, String text) {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/suite/mutants");

  /** All of a folder, by name. */
  static List<Submission> in(String folder) throws IOException {
    List<Submission> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
      for (Path file : files.sorted().toList()) {
        all.add(read(folder, file));
      }
    }
    return all;
  }

  private static Submission read(String folder, Path file) throws IOException {
    String name = file.getFileName().toString();
    List<String> lines = Files.readAllLines(file);
    String type = folder + "." + name.substring(0, name.indexOf('.'));
    if (!name.endsWith(".diff")) {
      return new Submission(type, lines.get(1), "", String.join("\n", lines));
    }
    String base = lines.get(1).substring("--- ".length());
    return new Submission(type, lines.get(0), base, changed(type, base, lines));
  }

  private static String changed(String type, String base, List<String> lines) throws IOException {
    String name = type.substring(type.indexOf('.') + 1);
    String text =
        Files.readString(FOLDER.resolve("base/" + base + ".java"))
            .replace("package base;", "package " + type.substring(0, type.indexOf('.')) + ";")
            .replace(base, name);
    StringBuilder changed = new StringBuilder(text);
    String[] hunks = String.join("\n", lines.subList(2, lines.size())).split("(?m)^@@\n?");
    // From the last on, so that the places of those before it stay.
    for (int i = hunks.length - 1; i > 0; i--) {
      List<String> hunk = hunks[i].lines().toList();
      String before = lines(hunk, '-');
      int place = text.indexOf(before);
      if (place < 0 || text.indexOf(before, place + 1) >= 0) {
        throw new IllegalStateException(type + ": the base has this not once:\n" + before);
      }
      changed.replace(place, place + before.length(), lines(hunk, '+'));
    }
    return changed.toString();
  }

  /** Those that stay, and those with that mark, each with its end. */
  private static String lines(List<String> hunk, char mark) {
    StringBuilder lines = new StringBuilder("\n");
    for (String line : hunk) {
      if (line.charAt(0) == mark || line.charAt(0) == ' ') {
        lines.append(line.substring(1)).append('\n');
      }
    }
    return lines.toString();
  }

  /** The case that its file names. */
  String caseName() {
    return claim.substring("// ".length(), claim.indexOf(':'));
  }

  /** It as something that can be judged. */
  Subject subject() {
    return Compiled.subject(type, Map.of(type, text)).orElseThrow();
  }

  @Override
  public String toString() {
    return Arrays.asList(type, claim).toString();
  }
}
