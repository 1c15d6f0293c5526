// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.util.function.Consumer;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * Tells of several JVMs that share the cases of a stage as if they were one: the first begins it,
 * and the last ends it.
 */
record PieceListener(
    RunListener listener, boolean first, boolean last, Consumer<StrategyPart.Job> done)
    implements RunListener {

  @Override
  public void note(String line) {
    listener.note(line);
  }

  @Override
  public void warning(String line) {
    listener.warning(line);
  }

  @Override
  public void strategyBegins(String strategy) {
    listener.strategyBegins(strategy);
  }

  @Override
  public void stageBegins(String stage, int cases) {
    if (first) {
      listener.stageBegins(stage, cases);
    }
  }

  @Override
  public void announces(String stage, String text) {
    if (first) {
      listener.announces(stage, text);
    }
  }

  @Override
  public void caseEnds(CaseRecord result) {
    listener.caseEnds(result);
  }

  @Override
  public void output(String task, String text) {
    listener.output(task, text);
  }

  @Override
  public void found(String name, String content) {
    listener.found(name, content);
  }

  @Override
  public void jobEnds(StrategyPart.Job job) {
    done.accept(job);
  }

  @Override
  public void stageEnds(String stage) {
    if (last) {
      listener.stageEnds(stage);
    }
  }

  @Override
  public void strategyEnds(StrategyRecord record) {
    listener.strategyEnds(record);
  }
}
