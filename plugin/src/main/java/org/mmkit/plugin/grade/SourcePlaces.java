// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where sources lie: what is found names a file and a line, such as {@code MyUnmap.java:33}, and
 * some readers need the path of the file.
 *
 * @param byName paths from the root of the repository by the names of files; only of those whose
 *     name there is once
 */
public record SourcePlaces(SortedMap<String, String> byName) {
  /** Nothing is known. */
  public static final SourcePlaces UNKNOWN = new SourcePlaces(new TreeMap<>());

  private static final Pattern LINE = Pattern.compile("([^:]{1,200}):([0-9]{1,7})");
  private static final int DEPTH_MAX = 30;

  /**
   * A line of a file.
   *
   * @param path from the root of the repository, with slashes
   */
  record Place(String path, int line) {}

  /** The sources below a folder. */
  public static SourcePlaces below(Path root, Path sources) {
    TreeMap<String, String> byName = new TreeMap<>();
    if (!Files.isDirectory(sources)) {
      return UNKNOWN;
    }
    try (Stream<Path> files = Files.walk(sources, DEPTH_MAX)) {
      List<Path> all = files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
      for (Path file : all) {
        String name = String.valueOf(file.getFileName());
        String path = root.relativize(file).toString().replace('\\', '/');
        byName.merge(name, path, (one, other) -> "");
      }
    } catch (IOException e) {
      return UNKNOWN;
    }
    byName.values().removeIf(String::isEmpty);
    return new SourcePlaces(byName);
  }

  /** The place of a finding, if it is known. */
  Optional<Place> of(Score.Found found) {
    return found
        .source()
        .map(LINE::matcher)
        .filter(Matcher::matches)
        .flatMap(
            matcher ->
                Optional.ofNullable(byName.get(matcher.group(1)))
                    .map(path -> new Place(path, Integer.parseInt(matcher.group(2)))))
        .filter(place -> place.line() > 0);
  }
}
