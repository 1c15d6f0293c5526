// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.mmkit.suite.Progress;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.unmap.UnmapStrategy;

/** Reports each case to JUnit as a test. */
final class TestProgress implements Progress {
  private final Map<String, TestDescriptor> tests = new HashMap<>();
  private final Class<? extends UnmapStrategy> strategy;
  private final EngineExecutionListener listener;
  private final KeptSchedules kept;
  private final List<FindingRecord> findings = new ArrayList<>();
  private @Nullable Throwable thrown;

  TestProgress(
      List<CaseDescriptor> cases,
      Class<? extends UnmapStrategy> strategy,
      EngineExecutionListener listener,
      KeptSchedules kept) {
    this.strategy = strategy;
    this.listener = listener;
    this.kept = kept;
    for (CaseDescriptor one : cases) {
      tests.put(one.caseId(), one);
    }
  }

  @Override
  public void expect(int cases) {
    // JUnit has discovered them.
  }

  @Override
  public void begin(String caseId) {
    thrown = null;
    findings.clear();
  }

  @Override
  public void beginRun(boolean shown) {
    // What is printed goes where the test's output goes.
  }

  @Override
  public void printingTask(Supplier<String> task) {
    // What is printed goes where the test's output goes.
  }

  @Override
  public void finding(FindingRecord finding) {
    findings.add(finding);
  }

  @Override
  public void file(String name, String content) {
    kept.keep(name, content);
  }

  /** A test that is skipped must not have been started, so both are told here. */
  @Override
  public void end(CaseRecord record) {
    TestDescriptor test = Objects.requireNonNull(tests.get(record.id()), record.id());
    CaseRecord result = record.withFindings(findings);
    if (result.status() == CaseStatus.SKIP) {
      listener.executionSkipped(test, result.message());
      return;
    }
    listener.executionStarted(test);
    Map<String, String> entries = entries(result);
    if (!entries.isEmpty()) {
      listener.reportingEntryPublished(test, ReportEntry.from(entries));
    }
    listener.executionFinished(test, result(result));
  }

  /** What a report may want beside the message: how far a search came, or how to see it again. */
  private static Map<String, String> entries(CaseRecord result) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (result.status() == CaseStatus.PASS && !result.message().isEmpty()) {
      entries.put("mmkit.certificate", result.headline());
    }
    if (!result.findings().isEmpty()) {
      FindingRecord first = result.unsafe().orElse(result.findings().get(0));
      entries.put("mmkit.rule", first.broken().code() + " " + first.broken().title());
      entries.put("mmkit.replay", first.replay());
    }
    return entries;
  }

  /** A program of the tier that counts as a rate fails no strategy. */
  private TestExecutionResult result(CaseRecord result) {
    if (result.status() == CaseStatus.BROKEN || result.failsTheStrategy()) {
      return TestExecutionResult.failed(new CaseFailure(result, strategy, thrown));
    }
    return result.status() == CaseStatus.PASS
        ? TestExecutionResult.successful()
        : TestExecutionResult.aborted(new CaseFailure(result, strategy, null));
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable cause) {
    thrown = cause;
    return CaseRecord.broken(
        caseId, tier, "The strategy threw " + cause.getClass().getName() + ".");
  }
}
