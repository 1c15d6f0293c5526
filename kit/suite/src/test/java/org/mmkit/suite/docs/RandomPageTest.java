// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Cases;

/**
 * The page of random programs against the kernel, made from the records of the runs and from the
 * remarks of the smallest programs; {@code -Dmmkit.updateBaselines} renews it.
 */
class RandomPageTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/random.md");
  private static final Path RUNS = Path.of("src/test/resources/org/mmkit/suite/truth/random.runs");
  private static final String FILE = "rnd.cases";

  private static final String HEAD =
      """
      # Random programs and the kernel

      `mmkit:truth -Dmmkit.random=` plays programs of [the fuzzer](fuzz.html) on the kernel that your machine runs, and compares model and specification with it. This page is made from the records of the runs that were made on Linux 6.18.44 on a
      virtual machine of two CPUs, and from the smallest programs of the kinds that differed, which ship as `rnd.cases`.

      ## Runs

      Each row has another state of model, specification, player and generator: what a run showed was mended before the next. *Open* are programs of which the specification knows only the results up to some call.

      | programs | calls at the mean | differ | open | skipped | state |
      | --: | --: | --: | --: | --: | --- |
      """;

  private static final String KINDS =
      """

      ## Kinds

      Who was wrong, about how many programs showed it first, and what it teaches.

      | case | kind | wrong | programs | what it teaches |
      | --- | --- | --- | --: | --- |
      """;

  @Test
  void thePageIsMadeFromTheRecords() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    for (String line : Files.readAllLines(RUNS)) {
      if (!line.startsWith("#")) {
        page.append("| ").append(line).append(" |\n");
      }
    }
    page.append(KINDS);
    List<String> lines = Cases.shippedText(FILE).lines().toList();
    for (int i = 0; i + 1 < lines.size(); i++) {
      if (lines.get(i).startsWith("# wrong: ")) {
        page.append(row(lines.get(i).substring("# wrong: ".length()), lines.get(i + 1)));
      }
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String row(String remark, String header) {
    String[] said = remark.split(" \\| ", -1);
    String[] names = header.substring(1).split(" \\| ", -1);
    return "| "
        + String.join(" | ", names[0], names[1], said[0], said[1], said[2].strip())
        + " |\n";
  }
}
