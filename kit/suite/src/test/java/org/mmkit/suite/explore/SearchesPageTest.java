// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.explore.SearchesTable.Row;
import org.mmkit.suite.program.Program;

/**
 * Three searches count the same traces in the scenarios of {@code verify}: what {@link
 * SearchesTable} wrote down agrees, and comes again; {@code -Dmmkit.updateBaselines} renews the
 * page.
 */
class SearchesPageTest {
  private static final Path ROWS =
      Path.of("src/test/resources/org/mmkit/suite/explore/searches.txt");
  private static final Path PAGE = Path.of("../../site/src/site/markdown/searches.md");

  /** One in so many scenarios is counted again, with so many schedules for each search. */
  private static final int SAMPLE = 6;

  private static final long SCHEDULES = 1_000;

  @Test
  void eachScenarioWithTwoTasksHasARow() throws IOException {
    assertThat(SearchesTable.read(ROWS))
        .extracting(Row::scenario)
        .containsExactlyElementsOf(SearchesTable.withTwoTasks().stream().map(Program::id).toList());
  }

  @Test
  void theSearchesAgree() throws IOException {
    assertThat(SearchesTable.read(ROWS)).filteredOn(row -> !row.agrees()).isEmpty();
  }

  /** Source-DPOR runs hardly a schedule twice: one in a hundred at most, of all together. */
  @Test
  void hardlyATraceIsRunTwice() throws IOException {
    List<Row> ended = SearchesTable.read(ROWS).stream().filter(row -> row.dpor() >= 0).toList();
    long traces = ended.stream().mapToLong(Row::dpor).sum();
    assertThat(ended.stream().mapToLong(Row::schedules).sum())
        .isBetween(traces, traces + traces / 100);
  }

  @Test
  void theyCountTheSameAgain() throws IOException {
    List<Row> rows = SearchesTable.read(ROWS);
    List<Program> all = SearchesTable.withTwoTasks();
    int counted = 0;
    for (int i = 0; i < rows.size(); i += SAMPLE) {
      Row known = rows.get(i);
      Row again = SearchesTable.count(all.get(i), known.strategy(), SCHEDULES);
      counted += same(again.dpor(), known.dpor()) + same(again.sleep(), known.sleep());
      counted += same(again.plain(), known.plain());
    }
    assertThat(counted).isGreaterThan(rows.size() / SAMPLE);
  }

  /** Counts a search that came to its end. */
  private static int same(long again, long known) {
    if (again < 0) {
      return 0;
    }
    assertThat(again).isEqualTo(known);
    return 1;
  }

  @Test
  void thePageShowsThem() throws IOException {
    StringBuilder page = new StringBuilder(head());
    for (Row row : SearchesTable.read(ROWS)) {
      page.append("| ").append(row.scenario()).append(" | ").append(told(row.dpor()));
      page.append(" | ").append(told(row.sleep())).append(" | ").append(told(row.plain()));
      page.append(" | ").append(row.schedules()).append(" |\n");
    }
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(page.toString()).isEqualTo(Files.readString(PAGE));
  }

  private static String told(long traces) {
    return traces < 0 ? "" : Long.toString(traces);
  }

  private static String head() {
    return """
    # Three searches

    Schedules that differ in the order of steps that do not conflict are one *trace*. How many traces
    a scenario has is counted in three ways: by source-DPOR, which `mmkit:verify` uses; by sleep sets,
    which try more and give up on the way; and by running every schedule there is and sorting the runs
    by the normal form of their traces. This table says what they count in the scenarios of `verify`
    with two tasks, with `merged-5.8`. A count is left out where a search has not come to its end
    within 20 000 schedules.

    The searches agree. What they rest on is that each step says all that it touches: its object,
    and what it touches beside. A test of the build swaps a million neighbouring steps that do not
    conflict (40 000 where there are no continuations), in random runs of the scenarios of `verify`
    with `exclusive`, `merged-5.8` and `gather-6.12`: none may lead to other steps, other results or
    another broken rule. Steps that conflict must do so whichever of them comes first: of two tasks that
    drop the last two references to a page, the second frees it, and either may be the second. All
    schedules of source-DPOR are at most one in a hundred more than the traces. Another test counts one scenario in six again. The million by hand, a
    minute of one core, with the seed that the test has, and the table:

        cd kit/suite
        java -cp $CLASSES org.mmkit.suite.explore.SwapTable 1000000 20261129
        java -cp $CLASSES org.mmkit.suite.explore.SearchesTable new.txt 20000 merged-5.8

    where `CLASSES` is as on [How it is built](how-it-is-built.html#Measure).

    | scenario | source-DPOR | sleep sets | all schedules | schedules of source-DPOR |
    | --- | ---: | ---: | ---: | ---: |
    """;
  }
}
