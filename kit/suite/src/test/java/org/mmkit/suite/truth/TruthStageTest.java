// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/** Kernel, model and specification on the same programs; and what is written of a difference. */
class TruthStageTest {
  @TempDir Path folder;

  @BeforeEach
  void needAKernel() {
    try (Host host = Host.open()) {
      host.leak();
    } catch (Unplayable why) {
      abort("no kernel to play on: " + why.reason());
    }
  }

  /** A munmap that knows no error: the kernel gives EINVAL for a range that is not aligned. */
  public static final class NoErrors implements UnmapStrategy {
    private final ExclusiveMunmap exclusive = new ExclusiveMunmap();

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int result = exclusive.munmap(kernel, start, length);
      return result == -22 ? 0 : result;
    }
  }

  private static final String CASES =
      """
      @MY-1 | all agree | P1
      map(0,2)
      fork("w(0,'c');unmap(1,1);maps()") => OK,OK,[0-1 rw-p]
      unmap(0,1)
      maps() => [1-2 rw-p]
      @MY-2 | an error | P1
      map(0,4)
      fill(0,4)
      prot(1,1,R)
      unmap(0.5,1) => EINVAL
      pat(0,4) => abcd
      """;

  @Test
  void whatAgreesPasses() {
    StageRun run =
        run(new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), ExclusiveMunmap::new));
    assertThat(run.cases())
        .extracting(CaseRecord::id)
        .containsExactly(TruthStage.KERNEL, "MY-1", "MY-2", TruthStage.POOL);
    assertThat(run.cases()).allMatch(one -> one.status() == CaseStatus.PASS);
    assertThat(run.cases().get(0).message())
        .contains("kernel=")
        .containsPattern("max_map_count=[0-9]{4,}");
  }

  @Test
  void aDifferenceIsMinimisedAndShownByACaseAndACProgram() throws Exception {
    StageRun run = run(new Subject(StrategyInfo.of(NoErrors.class, false), NoErrors::new));
    CaseRecord wrong = run.cases().get(2);
    assertThat(wrong.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(wrong.message().lines())
        .containsExactly(
            "unmap(0.5,1) gives EINVAL, the model says OK",
            "  line  call          kernel  model  specification",
            "  2     unmap(0.5,1)  EINVAL  OK     allows it      <--",
            "  as a case: MY-2.model.cases; as a C program: MY-2.model.c");
    assertThat(run.files().get("MY-2.model.cases"))
        .isEqualTo("@MY-2 | an error | P1\nunmap(0.5,1) => EINVAL\n");
    assertThat(compileAndRun(run.files().get("MY-2.model.c")))
        .containsExactly("unmap(0.5,1) => EINVAL");
  }

  @Test
  void aWrongExpectationIsShownWithAllThatIsBeforeIt() {
    String wrong = "@MY-3 | wrong | P1\nmap(0,2)\nfill(0,2)\nr(1) => 'a'\nunmap(0,2)\n";
    StageRun run =
        run(new Subject(StrategyInfo.of(ExclusiveMunmap.class, true), ExclusiveMunmap::new), wrong);
    assertThat(run.cases().get(1).message().lines())
        .startsWith(
            "r(1) gives 'b', the case says 'a'",
            "  line  call       kernel  model  specification",
            "  2     map(0,2)   OK      OK     allows it",
            "  3     fill(0,2)  OK      OK     allows it",
            "  4     r(1)       'b'     'b'    allows it");
  }

  @Test
  void randomProgramsAreComparedAThousandToACase() {
    Subject subject = new Subject(StrategyInfo.of(NoErrors.class, false), NoErrors::new);
    StageRequest request = StageRun.request(subject, 1, "none", List.of());
    JudgeRequest.Goal goal = JudgeRequest.Goal.host(HostUse.compares(60, 0));
    StageRun run = StageRun.of("truth", new StageRequest(request.asked().withGoal(goal), subject));
    assertThat(run.cases()).hasSize(3);
    CaseRecord random = run.cases().get(1);
    assertThat(random.id()).isEqualTo("random-0-59");
    assertThat(random.headline())
        .matches("[0-9]+ programs compared, .* differ, .* open, [0-9]+ skipped");
    var measures = run.result().measures();
    assertThat(measures.get(TruthStage.COMPARED) + measures.get(TruthStage.SKIPPED)).isEqualTo(60);
    assertThat(random.headline()).startsWith(measures.get(TruthStage.COMPARED) + " programs ");
    assertThat(measures.get(TruthStage.DIFFERING)).isPositive();
    String record = String.valueOf(run.files().get("random.record"));
    assertThat(record).contains("seed ", "random-0-59: ", "differ ");
    assertThat(skippedNotForTheHost(record)).isLessThan(3);
  }

  /** Programs that were skipped, but for those that a host without huge pages cannot play. */
  private static int skippedNotForTheHost(String record) {
    return record
        .lines()
        .filter(line -> line.startsWith("skip ") && !line.contains("it needs a pool of "))
        .mapToInt(line -> Integer.parseInt(line.split(" ")[1]))
        .sum();
  }

  private List<String> compileAndRun(String c) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("shown.c"), c);
    Path binary = folder.resolve("shown");
    start(
        "cc",
        "-Wall",
        "-Wno-unused-function",
        "-Werror",
        "-o",
        binary.toString(),
        source.toString());
    return start(binary.toString());
  }

  private static List<String> start(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }

  private static StageRun run(Subject subject) {
    return run(subject, CASES);
  }

  private static StageRun run(Subject subject, String cases) {
    List<CaseFile> files = List.of(new CaseFile("mine.cases", cases));
    StageRequest request = StageRun.request(subject, 1, "MY-*", files);
    JudgeRequest.Goal goal = JudgeRequest.Goal.host(HostUse.compares(0, 0));
    return StageRun.of("truth", new StageRequest(request.asked().withGoal(goal), subject));
  }
}
