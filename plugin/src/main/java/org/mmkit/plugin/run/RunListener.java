// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StrategyRecord;

/** Hears how a verification goes on, in order to show it. */
public interface RunListener {

  /** Something to know before anything runs, or beside it. */
  void note(String line);

  /** Something that is probably not meant to be so. */
  void warning(String line);

  /** A strategy is about to be judged. */
  void strategyBegins(String strategy);

  /** A stage is about to run its cases. */
  void stageBegins(String stage, int cases);

  /** Stages run by turns, and it is the turn of this one again. */
  default void stageGoesOn(String stage) {}

  /** A stage says what it is about to do. */
  void announces(String stage, String text);

  /** One case of the stage is done. */
  void caseEnds(CaseRecord result);

  /** The strategy printed while a task ran; the text may be of several lines. */
  void output(String task, String text);

  /**
   * A file of cases was found, to be kept at once, however the run ends.
   *
   * @param name without folders
   */
  default void found(String name, String content) {}

  /**
   * A schedule was found that breaks a rule; it is among the results if the run comes to its end.
   *
   * @param name without folders
   */
  default void schedule(String name, String content) {}

  /** One of the jobs that several runs share is done. */
  default void jobEnds(StrategyPart.Job job) {}

  /** The stage is done. */
  void stageEnds(String stage);

  /** The verdict. */
  void strategyEnds(StrategyRecord record);
}
