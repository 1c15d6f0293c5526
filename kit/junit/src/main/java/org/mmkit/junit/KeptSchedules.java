// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps the schedules that are found where {@code mmkit:replay} looks them up: in the folder of
 * results, below the folder in which the tests run.
 */
final class KeptSchedules {
  static final String FOLDER = "target/mmkit";

  private final Path folder;

  KeptSchedules(String results) {
    this.folder = Path.of(results).resolve("sched");
  }

  /**
   * Writes a file.
   *
   * @return whether it is there; a folder in which nothing can be written fails no test
   */
  boolean keep(String name, String content) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(name), content, StandardCharsets.UTF_8);
      return true;
    } catch (IOException | SecurityException e) {
      return false;
    }
  }
}
