// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Prints how many states and paths of the model so many programs meet with feedback from the
 * coverage and without. Arguments: programs, seeds, strategy.
 */
final class FeedbackTable implements Progress {
  private static final Pattern STATES =
      Pattern.compile("(?s)\\d+ programs, \\d+ calls at the mean.*?(\\d+) states and paths");

  private FeedbackTable() {}

  public static void main(String[] args) {
    long programs = args.length > 0 ? Long.parseLong(args[0]) : 4_000;
    int seeds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    String strategy = args.length > 2 ? args[2] : "gather-6.12";
    System.out.println("| seed | programs | without feedback | with | more |");
    System.out.println("| --- | --: | --: | --: | --: |");
    for (int seed = 1; seed <= seeds; seed++) {
      long without = states(strategy, seed, programs, false);
      long with = states(strategy, seed, programs, true);
      long more = Math.round(100.0 * (with - without) / without);
      System.out.println(
          "| " + seed + " | " + programs + " | " + without + " | " + with + " | " + more + " % |");
    }
  }

  private static long states(String strategy, long seed, long programs, boolean feedback) {
    Supplier<UnmapStrategy> factory = Museum.strategy(strategy);
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), true), factory);
    JudgeRequest asked =
        JudgeRequest.of(
            "fuzz",
            new JudgeRequest.Selection(CaseGlob.ALL, List.of(), true),
            new JudgeRequest.Search(seed, OptionalInt.empty()));
    StageRequest request = new StageRequest(asked, subject);
    FeedbackTable progress = new FeedbackTable();
    FuzzCase.Plan plan = FuzzCase.Plan.alone(programs, feedback, false);
    FindingSink findings = new FindingSink(request, progress);
    Matcher states =
        STATES.matcher(
            new FuzzCase(request, plan, List.of(), progress, findings).judge().message());
    if (!states.find()) {
      throw new IllegalStateException("the run does not say how many states it met");
    }
    System.out.println(states.group());
    return Long.parseLong(states.group(1));
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
  public void end(CaseRecord result) {}

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    return CaseRecord.broken(caseId, tier, thrown.toString());
  }
}
