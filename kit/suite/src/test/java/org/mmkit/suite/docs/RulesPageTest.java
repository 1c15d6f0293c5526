// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.Rule;
import org.mmkit.suite.catalogue.Rules;

/** The page of the rules lists the rules that there are, in the words of the code. */
class RulesPageTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/rules.md");

  @Test
  void thePageListsEveryRuleAndNoOther() throws IOException {
    List<String> listed = rows().map(cells -> cells[1] + " " + cells[2] + " " + cells[3]).toList();
    assertThat(listed)
        .containsExactlyElementsOf(
            rules().map(rule -> rule.code() + " " + rule.id() + " " + rule.title()).toList());
  }

  @Test
  void eachRuleIsExplained() throws IOException {
    assertThat(rows()).allSatisfy(cells -> assertThat(cells[4]).hasSizeGreaterThan(10));
  }

  @Test
  void codesAreUnique() {
    assertThat(rules().map(Rule::code)).doesNotHaveDuplicates();
  }

  private static Stream<Rule> rules() {
    return Rules.all().stream();
  }

  /** The rows of all tables, by cells; the first cell is what stands before the first bar. */
  private static Stream<String[]> rows() throws IOException {
    Pattern bar = Pattern.compile("\\s*\\|\\s*");
    return Files.readAllLines(PAGE).stream()
        .filter(line -> line.startsWith("| MM"))
        .map(line -> bar.split(line));
  }
}
