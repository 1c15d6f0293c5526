// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Runs a stage on a strategy in this JVM and keeps what it streams. */
public final class StageRun implements Progress {
  private final List<CaseRecord> cases = new ArrayList<>();
  private final List<FindingRecord> findings = new ArrayList<>();
  private final Map<String, String> files = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private int expected;
  private StageResult result;

  private StageRun() {}

  /** Runs a stage on a shipped strategy. */
  public static StageRun of(String stage, String strategy, int budget, String glob) {
    return of(stage, request(shipped(strategy), budget, glob, List.of()));
  }

  /** A shipped strategy. */
  public static Subject shipped(String strategy) {
    Class<? extends UnmapStrategy> type = ShippedStrategies.byId(strategy).orElseThrow();
    Supplier<UnmapStrategy> factory =
        () -> {
          try {
            return type.getDeclaredConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    return new Subject(
        StrategyInfo.of(type, true).withKnownDefects(Exhibits.knownOf(strategy)), factory);
  }

  /** Runs a stage. */
  public static StageRun of(String stage, StageRequest request) {
    StageRun run = new StageRun();
    run.result =
        Stages.withThoseOfGoals().stream()
            .filter(s -> s.id().equals(stage))
            .findFirst()
            .orElseThrow()
            .run(request, run);
    return run;
  }

  /** A request with the default seed. */
  public static StageRequest request(
      Subject subject, int budget, String glob, List<CaseFile> files) {
    JudgeRequest.Selection cases = new JudgeRequest.Selection(new CaseGlob(glob), files, false);
    JudgeRequest.Search search =
        new JudgeRequest.Search(JudgeRequest.Search.DEFAULT_SEED, OptionalInt.of(budget));
    return new StageRequest(JudgeRequest.of("", cases, search), subject);
  }

  public List<CaseRecord> cases() {
    return cases;
  }

  /** The rules that were broken: the first case for each rule and each set of bugs it shows. */
  public List<FindingRecord> findings() {
    return FindingRecord.firstOfEach(findings);
  }

  public StageResult result() {
    return result;
  }

  public int expected() {
    return expected;
  }

  /** Cases of a tier with a status. */
  public List<CaseRecord> cases(String tier, CaseStatus status) {
    return cases.stream().filter(c -> c.tier().equals(tier) && c.status() == status).toList();
  }

  @Override
  public void expect(int count) {
    expected = count;
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  /** What the stage said before its cases. */
  public List<String> notes() {
    return notes;
  }

  @Override
  public void begin(String caseId) {}

  @Override
  public void beginRun(boolean shown) {}

  @Override
  public void printingTask(Supplier<String> task) {}

  @Override
  public void finding(FindingRecord finding) {
    findings.add(finding);
  }

  @Override
  public void file(String name, String content) {
    files.put(name, content);
  }

  /** The files that the stage made, by name. */
  public Map<String, String> files() {
    return files;
  }

  @Override
  public void end(CaseRecord record) {
    String name = "/" + record.id();
    cases.add(
        record.withFindings(findings.stream().filter(f -> f.caseId().endsWith(name)).toList()));
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable thrown) {
    StringWriter text = new StringWriter();
    thrown.printStackTrace(new PrintWriter(text));
    return CaseRecord.broken(caseId, tier, text.toString());
  }
}
