// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept in the repository; {@code -Dmmkit.updateBaselines} writes them anew. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/plugin/grade");

  private Golden() {}

  static void compare(String text, String name) throws IOException {
    if (Boolean.getBoolean("mmkit.updateBaselines")) {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name), text);
    }
    assertThat(text).isEqualTo(Files.readString(FOLDER.resolve(name)));
  }
}
