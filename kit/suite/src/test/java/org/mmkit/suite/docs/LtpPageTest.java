// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.docs.LtpTable.Folder;
import org.mmkit.suite.docs.LtpTable.Row;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Cases;

/**
 * Each test of LTP that is about memory has a case here or a reason; {@code
 * -Dmmkit.updateBaselines} renews the page.
 */
class LtpPageTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/ltp.md");

  @Test
  void eachTestHasCasesThatThereAreOrAReason() throws IOException {
    Set<String> known = new HashSet<>();
    Cases.shipped().forEach(program -> known.add(program.id()));
    Scenarios.races().forEach(program -> known.add(program.id()));
    Scenarios.shipped().forEach(program -> known.add(program.id()));
    for (Row row : LtpTable.read().rows().toList()) {
      String where = "ltp.txt:" + row.line() + " " + row.test();
      assertThat(row.cases().isEmpty() && row.leftOut().isEmpty()).as(where).isFalse();
      assertThat(known).as(where).containsAll(row.cases());
    }
  }

  @Test
  void noTestOfAFolderIsMissing() throws IOException {
    for (Folder folder : LtpTable.read().folders()) {
      assertThat(folder.rows()).as(folder.name()).hasSize(folder.count());
      assertThat(folder.rows().stream().map(Row::test)).doesNotHaveDuplicates();
    }
  }

  @Test
  void thePageIsMadeOfTheTable() throws IOException {
    StringBuilder page = new StringBuilder(HEAD);
    LtpTable table = LtpTable.read();
    table.folders().forEach(folder -> page.append(summary(folder)));
    page.append(sum(table));
    for (Folder folder : table.folders()) {
      page.append("\n## ").append(folder.name()).append("\n\n");
      page.append("| test | what it asks | cases | left out |\n| --- | --- | --- | --- |\n");
      folder.rows().forEach(row -> page.append(line(row)));
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String line(Row row) {
    String cases = String.join(" ", row.cases());
    return "| `"
        + row.test()
        + "` | "
        + row.asks()
        + " | "
        + cases
        + " | "
        + row.leftOut()
        + " |\n";
  }

  private static String summary(Folder folder) {
    return counts(folder.name(), new LtpTable(List.of(folder)));
  }

  private static String sum(LtpTable table) {
    return counts("**all**", table);
  }

  private static String counts(String name, LtpTable table) {
    long covered = table.rows().filter(Row::isCovered).count();
    long partly = table.rows().filter(Row::isPartly).count();
    long all = table.rows().count();
    return "| %s | %d | %d | %d | %d |\n"
        .formatted(name, all, covered, partly, all - covered - partly);
  }

  private static final String HEAD =
      """
      # What LTP tests, and what is tested here

      The Linux Test Project asks a kernel what its memory calls do; so do the tests in the kernel's
      own tree. For each of their tests this page names the cases of the kit that ask the same, or
      says why none can. Each case was answered by Linux 6.18 before it became one; `mvn mmkit:verify
      -Dmmkit.case=conformance/MUN-001` runs one, and `-Dmmkit.target=host` asks the running kernel.
      Names in small letters are programs of several tasks, of the stages `race` and `explore`.

      A test of the build makes this page of a table and checks the table: every case that it names
      is there, every test has a case or a reason, and no test of a folder is missing. LTP is as of
      August 2026, the kernel's tests are those of Linux 6.18. Names and facts were taken over, no
      code and no text.

      | folder | tests | asked here | in part | not |
      | --- | --: | --: | --: | --: |
      """;
}
