// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.function.Supplier;
import org.mmkit.suite.Progress;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;

/** Nobody listens. */
enum StageRunProgress implements Progress {
  NONE;

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
