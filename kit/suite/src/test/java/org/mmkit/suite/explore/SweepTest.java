// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;

/** The sweep has every triple of levels, and accuses nobody who is right. */
class SweepTest {
  private static final Path PAGE = Path.of("../../site/src/site/markdown/explore.md");

  @Test
  void anyThreeLevelsThatCanBeTogetherAreTogetherInARow() {
    BitSet missing = new BitSet();
    SweepTable.possible().forEach(row -> missing.or(SweepTable.triples(row)));
    assertThat(missing.cardinality()).isGreaterThan(5_000);
    Sweep.rows().forEach(row -> missing.andNot(SweepTable.triples(row)));
    assertThat(missing.cardinality()).isZero();
  }

  @Test
  void thePageSaysWhatIsVaried() throws IOException {
    Map<String, Set<Object>> factors = new LinkedHashMap<>();
    for (SweepRow row : Sweep.rows()) {
      for (RecordComponent factor : SweepRow.class.getRecordComponents()) {
        factors.computeIfAbsent(factor.getName(), name -> new TreeSet<>()).add(level(row, factor));
      }
    }
    StringBuilder table =
        new StringBuilder("| factor | levels in the " + Sweep.rows().size() + " rows |\n")
            .append("| --- | --- |\n");
    factors.forEach((name, levels) -> table.append("| " + name + " | " + text(levels) + " |\n"));
    String page = Files.readString(PAGE);
    String now =
        page.replaceFirst(
            "(?s)<!-- made: sweep -->.*?<!-- end -->",
            "<!-- made: sweep -->\n\n" + table + "\n<!-- end -->");
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, now);
      return;
    }
    assertThat(page).isEqualTo(now);
  }

  private static Object level(SweepRow row, RecordComponent factor) {
    try {
      return factor.getAccessor().invoke(row);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Set<Object> levels) {
    return levels.stream()
        .map(level -> level.toString().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", "));
  }

  @Test
  void eachRowIsPossibleAndDifferent() {
    Set<SweepRow> all = new HashSet<>(Sweep.rows());
    assertThat(all).hasSameSizeAs(Sweep.rows()).allMatch(SweepRow::isPossible);
    assertThat(all).allMatch(row -> SweepRow.of(row.line()).equals(row));
  }

  @Test
  void eachProgramIsAScenarioOfOneOrTwoTasks() {
    for (Program program : Sweep.programs()) {
      ConcurrentPrograms.check(program);
      assertThat(program.tasks()).hasSizeBetween(1, 2);
      assertThat(Scenarios.byId(program.id())).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"exclusive", "merged-5.8", "pervma-6.4", "gather-6.12"})
  void aCorrectStrategyPassesAllOfThem(String id) {
    StageRequest request =
        new StageRequest(
            JudgeRequest.of(
                "explore",
                new JudgeRequest.Selection(
                    new CaseGlob("explore/" + Sweep.PREFIX + "*"), List.of(), false),
                JudgeRequest.Search.DEFAULT),
            StageRun.shipped(id));
    List<CaseRecord> cases = StageRun.of("explore", request).cases();
    assertThat(cases).hasSameSizeAs(Sweep.rows()).allMatch(one -> one.status() == CaseStatus.PASS);
  }
}
