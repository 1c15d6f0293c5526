// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {

  @Test
  void quotesKeepCommasTogether() {
    Roster roster =
        Roster.parse("r.csv", List.of("\ufefffolder,name,days_late", "a,\"Hopper, \"\"G\"\"\",2"));
    assertThat(roster.of("a").name()).isEqualTo("Hopper, \"G\"");
    assertThat(roster.of("a").daysLate()).isEqualTo(2);
    assertThat(roster.of("b").name()).isEqualTo("b");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name | r.csv:1: no column \"folder\" says whose folder it is. Add it.",
        "folder,nick | r.csv:1: there is no column \"nick\". There are folder, name, id",
        "folder,name;a | r.csv:2: there are 1 cells, and the first line names 2 columns.",
        "folder;a;a | r.csv:3: the folder a has a line already. Remove one.",
        "folder;../a | r.csv:2: \"../a\" is no name of a folder.",
        "folder,days_late;a,soon | r.csv:2: days_late is \"soon\", which is no number of days.",
        "folder,name;a,\"b | r.csv:2: a quote has no end."
      })
  void aBadLineIsNamed(String lines, String message) {
    assertThatThrownBy(() -> Roster.parse("r.csv", List.of(lines.split(";"))))
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource({
    "=1+1, '\"''=1+1\"'",
    "a, a",
    "'a,b', '\"a,b\"'",
    "'-5', '\"''-5\"'",
    "@x, '\"''@x\"'"
  })
  void noCellIsAFormula(String text, String cell) {
    assertThat(Csv.line(List.of(text))).isEqualTo(cell + "\r\n");
  }
}
