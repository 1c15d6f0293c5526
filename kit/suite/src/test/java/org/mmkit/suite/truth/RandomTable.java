// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.CpuTime;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;

/**
 * Random programs of goal truth without Maven: prints each difference as it comes, and after each
 * thousand the programs in a second of processor time, the player's and the compiler's included.
 * Arguments: a folder for the files, first program, how many, seed, strategy.
 */
final class RandomTable implements Progress {
  private static final int CHUNK = 1000;

  private final Path folder;
  private double before = CpuTime.seconds();

  private RandomTable(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of(args[0]));
    int from = Integer.parseInt(args[1]);
    int programs = Integer.parseInt(args[2]);
    long seed = args.length > 3 ? Long.parseLong(args[3]) : JudgeRequest.Search.DEFAULT_SEED;
    String strategy = args.length > 4 ? args[4] : "gather-6.12";
    JudgeRequest asked =
        JudgeRequest.of(
                "truth",
                new JudgeRequest.Selection(new CaseGlob("none"), List.of(), true),
                new JudgeRequest.Search(seed, OptionalInt.empty()))
            .withGoal(JudgeRequest.Goal.host(HostUse.compares(programs, from)));
    new TruthStage()
        .run(new StageRequest(asked, StageRun.shipped(strategy)), new RandomTable(folder));
  }

  @Override
  public void expect(int cases) {}

  @Override
  public void begin(String caseId) {}

  @Override
  public void beginRun(boolean shown) {}

  @Override
  public void printingTask(Supplier<String> task) {}

  @Override
  public void finding(FindingRecord finding) {}

  @Override
  public void file(String name, String content) {
    try {
      Files.writeString(folder.resolve(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void end(CaseRecord result) {
    boolean asExpected = result.status() == CaseStatus.PASS;
    System.out.println(
        result.id()
            + " "
            + result.status()
            + ": "
            + (asExpected ? result.headline() : result.message()));
    double now = CpuTime.seconds();
    System.out.printf("%.0f programs/s%n", CHUNK / (now - before));
    before = now;
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    return CaseRecord.broken(
        caseId,
        tier,
        thrown
            + "\n"
            + String.join(
                "\n",
                Arrays.stream(thrown.getStackTrace()).limit(12).map(Object::toString).toList()));
  }
}
