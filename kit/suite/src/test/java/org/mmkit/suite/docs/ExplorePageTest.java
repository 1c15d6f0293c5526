// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.sched.SchedFile;

/** What the pages show of schedules is what the code makes of them. */
class ExplorePageTest {
  private static final Path PAGES = Path.of("../../site/src/site/markdown");
  private static final Path GOLDEN = Path.of("src/test/resources/org/mmkit/suite/render");
  private static final Pattern BLOCK = Pattern.compile("(?s)```\n(.*?)```");

  private static String block(String page) throws IOException {
    Matcher block = BLOCK.matcher(Files.readString(PAGES.resolve(page)));
    assertThat(block.find()).isTrue();
    return block.group(1);
  }

  @Test
  void theDiagramShownIsTheOneThatIsMade() throws IOException {
    assertThat(block("explore.md")).isEqualTo(Files.readString(GOLDEN.resolve("d03.txt")));
  }

  /** What a search of {@code verify} came to, and with how many tasks. */
  private record Searched(String id, boolean exhausted, int tasks) {
    static Searched of(CaseRecord one) {
      Matcher tasks = Pattern.compile("([0-9]+) tasks?, ").matcher(one.message());
      assertThat(tasks.find()).as(one.id() + ": " + one.message()).isTrue();
      boolean exhausted = one.message().startsWith("exhausted: ");
      return new Searched(one.id(), exhausted, Integer.parseInt(tasks.group(1)));
    }

    /** Where another strategy comes less far, so does the scenario. */
    Searched and(Searched other) {
      return new Searched(id, exhausted && other.exhausted, Math.max(tasks, other.tasks));
    }
  }

  @Test
  void thePageSaysWhichScenariosOfVerifyAreExhausted() throws IOException {
    Path file = PAGES.resolve("explore.md");
    TreeMap<String, Searched> all = new TreeMap<>();
    for (String strategy : List.of("exclusive", "merged-5.8", "gather-6.12")) {
      StageRun.of("explore", strategy, 1, "*").cases().stream()
          .filter(one -> one.status() == CaseStatus.PASS && !one.message().isEmpty())
          .map(Searched::of)
          .forEach(one -> all.merge(one.id(), one, Searched::and));
    }
    TreeMap<Integer, List<Searched>> byTasks = new TreeMap<>();
    all.values()
        .forEach(one -> byTasks.computeIfAbsent(one.tasks(), n -> new ArrayList<>()).add(one));
    StringBuilder table =
        new StringBuilder("| tasks | exhausted | bounded |\n| --- | --- | --- |\n");
    byTasks.forEach(
        (tasks, some) ->
            table.append(
                "| " + tasks + " | " + told(some, true) + " | " + told(some, false) + " |\n"));
    String page = Files.readString(file);
    String now =
        page.replaceFirst(
            "(?s)<!-- made: exhausted -->.*?<!-- end -->",
            "<!-- made: exhausted -->\n\n" + table + "\n<!-- end -->");
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Files.writeString(file, now);
      return;
    }
    assertThat(page).isEqualTo(now);
  }

  /** How many, or which where they are few. */
  private static String told(List<Searched> some, boolean exhausted) {
    List<String> ids =
        some.stream().filter(one -> one.exhausted() == exhausted).map(Searched::id).toList();
    return ids.isEmpty()
        ? "-"
        : ids.size() <= 2 ? "`" + String.join("`, `", ids) + "`" : ids.size() + " scenarios";
  }

  @Test
  void theFileShownIsOne() throws IOException {
    assertThat(block("sched.md")).isEqualTo(Files.readString(GOLDEN.resolve("d03.sched")));
    assertThat(SchedFile.parse("sched.md", block("sched.md")).code()).isEqualTo("MM0313");
  }

  @Test
  void theMovesShownCanBeRead() throws IOException {
    String page = Files.readString(PAGES.resolve("sched.md"));
    String moves = page.substring(page.indexOf("## The moves")).split("\n\n")[1];
    String file = block("sched.md").replaceFirst("(?s)schedule:.*", "schedule:\n") + moves + "\n";
    assertThat(SchedFile.parse("sched.md", file).turns().moves()).hasSize(6);
  }
}
