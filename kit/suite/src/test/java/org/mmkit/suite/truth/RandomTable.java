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
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;

/**
 * Random programs of goal truth without Maven: prints each difference as it comes, and at the end
 * the programs in a second. Arguments: a folder for the files, first program, how many, seed,
 * strategy.
 */
final class RandomTable implements Progress {
  private final Path folder;

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
    long begin = System.nanoTime();
    new TruthStage()
        .run(new StageRequest(asked, StageRun.shipped(strategy)), new RandomTable(folder));
    System.out.printf("%.0f programs/s%n", programs * 1e9 / (System.nanoTime() - begin));
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
