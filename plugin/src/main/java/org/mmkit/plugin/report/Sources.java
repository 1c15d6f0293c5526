// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The student's sources, for the lines that findings name. What cannot be read is not shown. */
public final class Sources {
  private static final int BYTES_MAX = 1 << 20;
  private static final int WIDTH_MAX = 160;
  private static final int DEPTH_MAX = 16;
  private static final Pattern PLACE = Pattern.compile("([\\w$-]+\\.\\w+):(\\d{1,6})");

  private final List<Path> roots;
  private final Map<String, List<String>> files = new HashMap<>();
  private final Map<String, Optional<Path>> paths = new HashMap<>();

  /**
   * @param roots folders of sources
   */
  public Sources(List<Path> roots) {
    this.roots = List.copyOf(roots);
  }

  /** None at all. */
  public static Sources none() {
    return new Sources(List.of());
  }

  /**
   * The text of a line, without what could move a cursor.
   *
   * @param place as {@code File.java:line}
   */
  public Optional<String> line(String place) {
    Matcher matcher = PLACE.matcher(place);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    List<String> lines = files.computeIfAbsent(matcher.group(1), this::read);
    int number = Integer.parseInt(matcher.group(2));
    if (number < 1 || number > lines.size()) {
      return Optional.empty();
    }
    String text = lines.get(number - 1).replace("\t", "    ").replaceAll("[\\p{C}]", "?");
    return Optional.of(text.length() <= WIDTH_MAX ? text : text.substring(0, WIDTH_MAX) + "…");
  }

  /** The one file of a name; nothing if there are several, which cannot be told apart. */
  public Optional<Path> file(String name) {
    return paths.computeIfAbsent(
        name,
        wanted -> {
          List<Path> found = roots.stream().flatMap(root -> find(root, wanted)).distinct().toList();
          return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
        });
  }

  /** The lines of the one file of a name; none if there are several, which cannot be told apart. */
  private List<String> read(String name) {
    Optional<Path> found = file(name);
    if (found.isEmpty()) {
      return List.of();
    }
    try {
      Path file = found.get();
      return Files.size(file) > BYTES_MAX
          ? List.of()
          : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Stream<Path> find(Path root, String name) {
    if (!Files.isDirectory(root)) {
      return Stream.empty();
    }
    try (Stream<Path> all = Files.walk(root, DEPTH_MAX)) {
      return all
          .filter(file -> file.getFileName().toString().equals(name))
          .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
          .toList()
          .stream();
    } catch (IOException | java.io.UncheckedIOException e) {
      return Stream.empty();
    }
  }
}
