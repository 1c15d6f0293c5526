// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.mmkit.suite.Progress;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;

/** Reports each case to JUnit as a test. */
final class TestProgress implements Progress {
  private final Map<String, TestDescriptor> tests = new HashMap<>();
  private final EngineExecutionListener listener;
  private @Nullable Throwable thrown;

  TestProgress(ClassDescriptor descriptor, EngineExecutionListener listener) {
    this.listener = listener;
    for (TestDescriptor child : descriptor.getChildren()) {
      tests.put(((CaseDescriptor) child).caseId(), child);
    }
  }

  @Override
  public void expect(int cases) {
    // JUnit has discovered them.
  }

  @Override
  public void begin(String caseId) {
    thrown = null;
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
    // The message of the case tells it too.
  }

  /** A test that is skipped must not have been started, so both are told here. */
  @Override
  public void end(CaseRecord result) {
    TestDescriptor test = Objects.requireNonNull(tests.get(result.id()), result.id());
    switch (result.status()) {
      case SKIP -> listener.executionSkipped(test, result.message());
      case PASS -> finish(test, TestExecutionResult.successful());
      case FAIL -> finish(test, failure(result));
      case BROKEN -> finish(test, TestExecutionResult.failed(new CaseFailure(result, thrown)));
    }
  }

  /** A program of the tier that counts as a rate fails no strategy. */
  private static TestExecutionResult failure(CaseRecord result) {
    CaseFailure failure = new CaseFailure(result, null);
    return result.failsTheStrategy()
        ? TestExecutionResult.failed(failure)
        : TestExecutionResult.aborted(failure);
  }

  private void finish(TestDescriptor test, TestExecutionResult result) {
    listener.executionStarted(test);
    listener.executionFinished(test, result);
  }

  @Override
  public CaseRecord broken(String caseId, String tier, Throwable cause) {
    thrown = cause;
    return CaseRecord.broken(
        caseId, tier, "The strategy threw " + cause.getClass().getName() + ".");
  }
}
