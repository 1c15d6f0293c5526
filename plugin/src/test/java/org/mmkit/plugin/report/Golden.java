// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Texts that are kept in the repository; {@code -Dmmkit.updateBaselines} writes them anew. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/org/mmkit/plugin/report");

  private Golden() {}

  static void compare(String text, String name) throws IOException {
    if (Boolean.getBoolean("mmkit.updateBaselines")) {
      Files.createDirectories(FOLDER);
      Files.writeString(FOLDER.resolve(name), text);
    }
    try (InputStream in = Golden.class.getResourceAsStream(name)) {
      String kept =
          Boolean.getBoolean("mmkit.updateBaselines")
              ? text
              : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text).isEqualTo(kept);
    }
  }
}
