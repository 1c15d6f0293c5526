// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ShippedCasesTest {

  @Test
  void allShippedCasesParse() {
    Map<Tier, Long> byTier =
        Cases.shipped().stream()
            .collect(Collectors.groupingBy(Program::tier, TreeMap::new, Collectors.counting()));
    // None may be lost.
    assertThat(byTier.get(Tier.P1)).isGreaterThanOrEqualTo(343);
    assertThat(byTier.get(Tier.P2)).isGreaterThanOrEqualTo(268);
    assertThat(byTier.get(Tier.P3)).isGreaterThanOrEqualTo(79);
    assertThat(byTier.get(Tier.G)).isGreaterThanOrEqualTo(500);
  }

  @Test
  void casesComeInTheOrderOfTheirFilesAndLines() {
    List<Program> programs = Cases.shipped();
    for (int i = 1; i < programs.size(); i++) {
      Program before = programs.get(i - 1);
      Program here = programs.get(i);
      int files = before.file().compareTo(here.file());
      assertThat(files).isNotPositive();
      assertThat(files < 0 || before.line() < here.line()).isTrue();
    }
  }

  @Test
  void theIndexNamesEveryFileInTheFolder() throws IOException {
    Path folder = Path.of("src/main/resources/org/mmkit/suite/cases");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".cases")))
          .containsExactlyInAnyOrderElementsOf(Cases.shippedFiles());
    }
  }

  @Test
  void everyShippedFileSurvivesFormattingAndParsing() {
    for (String file : Cases.shippedFiles()) {
      List<Program> programs = CaseParser.parse(file, Cases.shippedText(file));
      String text = CaseFormatter.format(programs);
      List<Program> again = CaseParser.parse(file, text);
      assertThat(CaseFormatter.format(again)).isEqualTo(text);
      assertThat(again).map(RandomPrograms::bare).isEqualTo(map(programs));
    }
  }

  private static List<Program> map(List<Program> programs) {
    return programs.stream().map(RandomPrograms::bare).toList();
  }
}
