// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Shows nothing: for runs of which only the result is told. */
public class SilentListener implements RunListener {

  @Override
  public void note(String line) {}

  @Override
  public void warning(String line) {}

  @Override
  public void strategyBegins(String strategy) {}

  @Override
  public void stageBegins(String stage, int cases) {}

  @Override
  public void announces(String stage, String text) {}

  @Override
  public void caseEnds(CaseRecord result) {}

  @Override
  public void output(String task, String text) {}

  @Override
  public void stageEnds(String stage) {}

  @Override
  public void strategyEnds(StrategyRecord record) {}
}
