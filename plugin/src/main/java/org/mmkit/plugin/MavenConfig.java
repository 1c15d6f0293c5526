// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.maven.execution.MavenExecutionRequest;

/**
 * The file {@code .mvn/maven.config} of a project: Maven takes it for a part of its command line.
 */
record MavenConfig(String text) {
  private static final int BYTES_MAX = 1 << 16;

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

  /** Whether it sets a property. */
  boolean sets(String name) {
    return text.lines()
        .flatMap(line -> java.util.stream.Stream.of(line.trim().split("\\s+")))
        .map(word -> word.replaceFirst("^(-D|--define=?)", "").replaceAll("\"", ""))
        .anyMatch(word -> word.equals(name) || word.startsWith(name + "="));
  }
}
