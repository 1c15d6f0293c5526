// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.report.Sources;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Part;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Verdict;

/** A run whose cases are shared out comes to the bytes of one that has all of them. */
@Timeout(600)
class ShardedRunTest {
  private static final int SHARDS = 16;

  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
    project.atOnce = 1;
    project.jvm = "auto";
    project.stages = List.of("conformance", "race", "explore", "fuzz", "hold");
    project.budget = OptionalInt.of(20);
    project.cases =
        new CaseGlob(
            "MUN-0*,race/reuse*,race/read,explore/s01*,explore/s02*,explore/goals,programs,sizes");
  }

  /** A machine that is switched off after a case. */
  private static final class SwitchedOff extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static final class Dying extends ListenerLog {
    private int cases;

    @Override
    public void caseEnds(CaseRecord result) {
      if (++cases == 1) {
        throw new SwitchedOff();
      }
    }
  }

  private Map<String, String> files(VerifyOutcome outcome) {
    TreeMap<String, String> files = new TreeMap<>(outcome.files());
    files.putAll(Results.files(project.request(), outcome, Sources.none(), Beside.NOTHING));
    files.remove(ResultFiles.ENVIRONMENT);
    return files;
  }

  private void only(String... stages) {
    project.stages = List.of(stages);
    project.budget = OptionalInt.empty();
  }

  private RunPart shard(int index, int of) {
    // As it is written and read again.
    return RunPart.fromJson(project.verifyPart(new Part(index, of), Journal.none()).toJson());
  }

  private List<RunPart> shards(int of) {
    List<RunPart> parts = new ArrayList<>();
    for (int i = 1; i <= of; i++) {
      parts.add(shard(i, of));
    }
    return parts;
  }

  private static VerifyOutcome folded(List<RunPart> parts) {
    return parts.stream().reduce(RunPart::plus).orElseThrow().complete(new SilentListener());
  }

  @Test
  void sixteenShardsOfWhichThreeDieAndOneComesTwice() {
    project.strategy("return kernel.doMunmap(start, length);");
    Map<String, String> whole = files(project.verifyForReal());
    for (int dead : List.of(1, 2, 3)) {
      assertThatThrownBy(
              () -> project.verifyPart(new Part(dead, SHARDS), Journal.none(), new Dying()))
          .isInstanceOf(SwitchedOff.class);
    }
    List<RunPart> parts = new ArrayList<>(shards(SHARDS));
    parts.add(parts.get(4));
    Collections.shuffle(parts, new Random(7));
    assertThat(files(folded(parts))).isEqualTo(whole);
    assertThat(whole.get(ResultFiles.RUN)).contains("\"verdict\": \"FAIL\"");
    isTheSameHoweverItIsPutTogether(parts);
    namesWhatIsMissing(parts);
  }

  /** To add up is associative and idempotent, and the order does not matter. */
  private static void isTheSameHoweverItIsPutTogether(List<RunPart> parts) {
    RunPart sum = parts.stream().reduce(RunPart::plus).orElseThrow();
    assertThat(sum.plus(sum)).isEqualTo(sum);
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      List<RunPart> some = new ArrayList<>(parts);
      while (some.size() > 1) {
        RunPart one = some.remove(random.nextInt(some.size()));
        int with = random.nextInt(some.size());
        some.set(with, some.get(with).plus(one));
      }
      assertThat(some.get(0)).isEqualTo(sum);
    }
  }

  private static void namesWhatIsMissing(List<RunPart> parts) {
    List<RunPart> some = parts.stream().filter(part -> !part.present().contains(5)).toList();
    assertThatThrownBy(() -> folded(some))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("shard 5/16 is missing");
  }

  @Test
  void aRunThatBreaksInTheMiddleBreaksAtTheSameCase() {
    only("conformance", "hold");
    project.cases = new CaseGlob("MUN-0*,sizes");
    project.strategy(
        "if (length == 0x4000) Runtime.getRuntime().halt(3); return kernel.doMunmap(start, length);");
    Map<String, String> whole = files(project.verifyForReal());
    assertThat(whole.get(ResultFiles.RUN)).contains("BROKEN");
    assertThat(files(folded(shards(3)))).isEqualTo(whole);
  }

  @Test
  void aRunWithEndlessCasesEndsThemAtTheSameStep() {
    only("conformance");
    project.cases = new CaseGlob("MUN-001,MUN-002");
    project.argLine = StudentProject.LONG_RUN;
    project.strategy("while (true) { kernel.mmapSem().downRead(); kernel.mmapSem().upRead(); }");
    Map<String, String> whole = files(project.verifyForReal());
    assertThat(files(folded(shards(2)))).isEqualTo(whole);
  }

  @Test
  void aCorrectStrategyOfAStudentHasItsSecondRun() {
    project.stages = List.of("conformance", "explore");
    project.cases = new CaseGlob("MUN-00*,s01*");
    project.source(
        "student/Right.java",
        """
        package student;
        public class Right implements org.mmkit.unmap.UnmapStrategy {
          public int munmap(org.mmkit.unmap.UnmapContext kernel, long start, long length) {
            if (kernel.mmapSem().downWriteKillable() != 0) return -org.mmkit.unmap.Errno.EINTR;
            int result = kernel.doMunmap(start, length);
            kernel.mmapSem().upWrite();
            kernel.userfaultfd().complete();
            return result;
          }
        }
        """);
    VerifyOutcome outcome = project.verifyForReal();
    assertThat(outcome.run().strategies().get(0).verdict())
        .as(outcome.run().toJson())
        .isEqualTo(Verdict.PASS);
    List<RunPart> parts = shards(3);
    assertThat(parts.get(0).strategies().get(0).again()).isPresent();
    assertThat(files(folded(parts))).isEqualTo(files(outcome));
  }

  @Test
  void shardsOfOtherRunsAreRefused() {
    only("conformance");
    project.cases = new CaseGlob("MUN-001");
    project.strategies = List.of("exclusive");
    RunPart one = shard(1, 2);
    project.seed = 43;
    assertThatThrownBy(() -> one.plus(shard(2, 2)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("were asked for with different parameters");
    project.seed = 42;
    assertThatThrownBy(() -> one.plus(shard(2, 3))).hasMessageContaining("are of 2 and 3 parts");
    project.strategy("return 0;");
    assertThatThrownBy(() -> one.plus(shard(2, 2)))
        .hasMessageContaining("are of different classes");
  }
}
