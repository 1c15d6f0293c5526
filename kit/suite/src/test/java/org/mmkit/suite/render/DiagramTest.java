// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/**
 * What people see, compared with texts of the repository; {@code -Dmmkit.updateBaselines} renews.
 */
class DiagramTest {
  private static final int COLUMNS_MAX = 100;
  private static final int ROWS_OF_D03 = 12;

  static String resource(String name) {
    try (InputStream in = DiagramTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
  }

  private static Evidence evidence(String name) {
    SchedFile file = SchedFile.parse(name + ".sched", resource(name + ".sched"));
    Experiment run =
        new Experiment(
            file.program(),
            Setup.of(file.program(), Defects.of(file.defects()), FiberKind.AUTO),
            Museum.strategy(file.strategy()));
    Outcome traced = run.trace(new TurnReplay(file.turns()));
    Broken broken = run.judge(traced, file.code()).orElseThrow();
    return new EvidenceMaker(file.program(), traced).of(broken, -1);
  }

  private static void assertGolden(String name) throws IOException {
    List<String> lines = EvidenceText.lines(evidence(name));
    assertThat(lines).allMatch(line -> line.length() <= COLUMNS_MAX);
    // An edit of a strategy moves its lines.
    String text = (String.join("\n", lines) + "\n").replaceAll("[.]java:\\d+", ".java:N");
    if (System.getProperty("mmkit.updateBaselines") != null) {
      Path folder = Path.of("src/test/resources/org/mmkit/suite/render");
      Files.writeString(folder.resolve(name + ".txt"), text);
    } else {
      assertThat(text).isEqualTo(resource(name + ".txt"));
    }
  }

  @Test
  void theRaceOfAGrowingStackTakesAtMostTwelveRows() throws IOException {
    assertGolden("d03");
    List<String> lines = new Diagram(evidence("d03")).lines();
    assertThat(lines.subList(1, lines.size())).hasSizeLessThanOrEqualTo(ROWS_OF_D03);
  }

  @Test
  void useAfterFreeSaysWhoFreedAndWhoAllocated() throws IOException {
    assertGolden("a15");
  }

  @Test
  void aLockThatIsTakenTwiceIsReportedWithTheLocksHeld() throws IOException {
    assertGolden("a19");
  }

  @Test
  void aResultThatNoOrderExplainsIsShownWithItsCall() throws IOException {
    assertGolden("c05");
  }
}
