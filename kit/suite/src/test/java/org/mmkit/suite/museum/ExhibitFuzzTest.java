// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mmkit.suite.parse.TextFuzz;

/** The parser of exhibits. */
@Timeout(300)
class ExhibitFuzzTest {
  @Test
  void exhibits() throws IOException {
    try (InputStream in =
        Exhibits.class.getResourceAsStream("/org/mmkit/suite/museum/s.exhibits")) {
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> seeds = Stream.of(all.split("\n(?=@)")).filter(p -> p.startsWith("@")).toList();
      new TextFuzz(seeds, IllegalStateException.class)
          .run(text -> ExhibitParser.parse("my.exhibits", text));
    }
  }
}
