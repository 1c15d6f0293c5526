// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.maven.execution.MavenExecutionRequest;

/**
 * The file {@code .mvn/maven.config} of a project: Maven takes it for a part of its command line.
 */
record MavenConfig(String text) {
  private static final int BYTES_MAX = 1 << 16;

  /** Options that decide what is judged, and by whose code; their value may be the next word. */
  private static final Pattern BRINGS =
      Pattern.compile(
          "(-(f(?!(f|n|ae)$)|s|gs|t|gt)(?<near>.*)"
              + "|(--(file|(global-)?(settings|toolchains))"
              + "|(-D|--define=)maven[.](repo[.]local|ext[.]class[.]path|home|conf))(?<far>(=.*)?))");

  static MavenConfig of(MavenExecutionRequest request) {
    java.io.File root = request.getMultiModuleProjectDirectory();
    if (root == null) {
      return new MavenConfig("");
    }
    Path file = root.toPath().resolve(".mvn").resolve("maven.config");
    try {
      boolean readable = Files.isRegularFile(file) && Files.size(file) <= BYTES_MAX;
      return new MavenConfig(
          readable ? new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) : "");
    } catch (IOException e) {
      return new MavenConfig("");
    }
  }

  /**
   * What it gives Maven beside properties of goals: another POM, settings, a repository or code.
   * Empty where it gives none of these.
   */
  String brings() {
    List<String> words = List.of(text.strip().split("\\s+"));
    List<String> brought = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      Matcher option = BRINGS.matcher(words.get(i));
      if (option.matches()) {
        String value = option.group("near") == null ? option.group("far") : option.group("near");
        boolean alone = value.isEmpty() && i + 1 < words.size();
        brought.add(alone ? words.get(i) + " " + words.get(i + 1) : words.get(i));
      }
    }
    return String.join(" ", brought);
  }

  /** Whether it sets a property. */
  boolean sets(String name) {
    return text.lines()
        .flatMap(line -> java.util.stream.Stream.of(line.trim().split("\\s+")))
        .map(word -> word.replaceFirst("^(-D|--define=?)", "").replaceAll("\"", ""))
        .anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
  }
}
