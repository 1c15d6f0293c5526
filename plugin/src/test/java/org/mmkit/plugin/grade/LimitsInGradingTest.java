// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.perf.Limits;

/** What an assignment allows fails in a grade as it does in verify. */
class LimitsInGradingTest {
  private static final List<String> RUBRIC =
      List.of("title Quick", "part waits 10", "  stage hold", "  all");

  @TempDir Path root;

  @Test
  void whatIsBeyondALimitFails() throws Exception {
    Path submissions = root.resolve("submissions");
    new SampleClass(submissions).quickAndSlow("quick", "slow");
    Path out = root.resolve("graded");
    assertThat(grade(submissions, out, Limits.NONE))
        .containsExactly("quick PASS 10", "slow PASS 10");
    Limits limits = Limits.parse(List.of("exclusive_hold<=20us"));
    assertThat(grade(submissions, out, limits)).containsExactly("quick PASS 10", "slow FAIL 0");
    assertThat(Files.readString(out.resolve("grade.json"))).contains("\"exclusive_hold\": 20000");
  }

  private List<String> grade(Path submissions, Path out, Limits limits) throws Exception {
    new ClassGrading(submissions, out, Shard.WHOLE, line -> {})
        .allowing(limits)
        .judge(
            QuickRequest.of(root, "hold/undisturbed", 600),
            Take.SOURCES,
            "",
            17,
            Files.createTempDirectory(root, "scratch"));
    new ClassFiles(Optional.of(RubricParser.parse("r.txt", RUBRIC, Set.of())), Roster.NONE)
        .write(out);
    return rows(out);
  }

  private static List<String> rows(Path out) throws IOException {
    return Files.readAllLines(out.resolve("grade.csv")).stream()
        .skip(1)
        .map(line -> line.split(","))
        .map(cells -> cells[0] + " " + cells[2] + " " + cells[3])
        .toList();
  }
}
