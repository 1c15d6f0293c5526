// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Defects;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.explore.Exploration;
import org.mmkit.suite.museum.Exhibit;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Prints, for each bug of some families of the museum, how long the fuzzer takes to find it from an
 * empty corpus, and how many calls the smallest program has. Arguments: families, seconds, seed.
 */
final class PlantedBugs implements Progress {
  private final long deadline;
  private final List<FindingRecord> findings = new ArrayList<>();
  private final Exhibit exhibit;
  private String sched = "";
  private long programs;

  private PlantedBugs(Exhibit exhibit, long seconds) {
    this.exhibit = exhibit;
    deadline = System.nanoTime() + seconds * 1_000_000_000L;
  }

  public static void main(String[] args) {
    String families = args.length > 0 ? args[0] : "BEK";
    long seconds = args.length > 1 ? Long.parseLong(args[1]) : 60;
    long seed = args.length > 2 ? Long.parseLong(args[2]) : JudgeRequest.Search.DEFAULT_SEED;
    List<Integer> calls = new ArrayList<>();
    System.out.println("| id | found | rule | runs | seconds | calls |");
    System.out.println("| --- | --- | --- | --: | --: | --: |");
    for (Exhibit exhibit : Exhibits.all()) {
      boolean wanted = families.indexOf(exhibit.id().charAt(0)) >= 0;
      boolean one = families.contains("-") && families.contains(exhibit.id());
      if (exhibit.told().isEmpty() && (families.contains("-") ? one : wanted)) {
        hunt(exhibit, seconds, seed).ifPresent(calls::add);
      }
    }
    Collections.sort(calls);
    System.out.println(
        calls.size()
            + " found, "
            + (calls.isEmpty() ? "" : calls.get(calls.size() / 2))
            + " calls at the median");
  }

  /** The calls of the program of the finding that counts. */
  private int calls() {
    return SchedFile.parse("found.sched", sched).program().allSteps().size();
  }

  private static Optional<Integer> hunt(Exhibit exhibit, long seconds, long seed) {
    PlantedBugs hunt = new PlantedBugs(exhibit, seconds);
    long begin = System.nanoTime();
    CaseRecord record = hunt.run(exhibit, seed);
    double took = (System.nanoTime() - begin) / 1e9;
    boolean found = !hunt.findings.isEmpty();
    int calls = found ? hunt.calls() : 0;
    System.out.printf(
        Locale.ROOT,
        "| %s | %s | %s | %d | %.1f | %s |%n",
        exhibit.id(),
        found ? "yes" : record.status() == CaseStatus.BROKEN ? record.headline() : "no",
        found ? hunt.findings.get(0).broken().code() : "",
        hunt.programs,
        took,
        found ? Integer.toString(calls) : "");
    System.out.flush();
    if (System.getProperty("show") != null) {
      System.out.println(record.message());
    }
    return found ? Optional.of(calls) : Optional.empty();
  }

  private CaseRecord run(Exhibit exhibit, long seed) {
    Supplier<UnmapStrategy> factory = Museum.strategy(exhibit.strategy());
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), true), factory);
    JudgeRequest asked =
        JudgeRequest.of(
                "fuzz",
                new JudgeRequest.Selection(CaseGlob.ALL, List.of(), true),
                new JudgeRequest.Search(seed, OptionalInt.empty()))
            .withDefects(List.copyOf(exhibit.defects().ids()));
    StageRequest request = new StageRequest(asked, subject);
    FuzzCase.Plan plan = FuzzCase.Plan.alone(Long.MAX_VALUE, true, false);
    return new FuzzCase(request, plan, List.of(), this, new FindingSink(request, this)).judge();
  }

  @Override
  public boolean goesOn() {
    return findings.isEmpty() && System.nanoTime() < deadline;
  }

  @Override
  public void expect(int cases) {}

  @Override
  public void begin(String caseId) {}

  @Override
  public void beginRun(boolean shown) {
    programs++;
  }

  @Override
  public void printingTask(Supplier<String> task) {}

  /** Counts what the fixed twin does not show in the same program. */
  @Override
  public void finding(FindingRecord finding) {
    if (!twinShows(finding.broken().code())) {
      findings.add(finding);
    }
  }

  private boolean twinShows(String code) {
    Program program = SchedFile.parse("found.sched", sched).program();
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Experiment twin = new Experiment(program, setup, Museum.strategy(exhibit.twin()));
    Exploration search = new Exploration(twin, 1, () -> {});
    search.search(new Exploration.Limits(1, 500, 0, 500));
    return search.discoveries().stream().anyMatch(one -> one.rule().code().equals(code));
  }

  @Override
  public void file(String name, String content) {
    sched = content;
  }

  @Override
  public void end(CaseRecord result) {}

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    return CaseRecord.broken(caseId, tier, thrown.toString());
  }
}
