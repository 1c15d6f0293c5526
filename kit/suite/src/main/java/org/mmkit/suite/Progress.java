// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.function.Supplier;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;

/**
 * Where a stage streams what it finds. A stage calls {@link #expect} once, then runs each case by
 * {@link #run}; findings come while their case is open.
 */
public interface Progress {

  /** Announces the number of cases that are about to run. */
  void expect(int cases);

  /** Says what the user may want to know before the cases run; dropped where nobody listens. */
  default void note(String text) {}

  /** Opens a case. */
  void begin(String caseId);

  /**
   * Says that work goes on: one more run of the open case begins. Cheap.
   *
   * @param shown whether what the strategy prints in it is shown; else it is only counted
   */
  void beginRun(boolean shown);

  /**
   * Gives the printing task: the name of the simulated task that runs now, asked whenever the
   * strategy prints.
   */
  void printingTask(Supplier<String> task);

  /** A rule was broken in the open case. */
  void finding(FindingRecord finding);

  /**
   * A rule was broken in the open case, and some cases run elsewhere: how it is told turns out when
   * all are put together.
   *
   * @param first where no case before broke it
   * @param later where one did
   */
  default void either(Told first, Told later) {
    finding(first.finding());
  }

  /**
   * The case that has ended runs once more, as it runs behind cases that never ended: which of the
   * two counts turns out when all are put together.
   *
   * @param endless whether it took more steps than it may
   */
  default void hurried(boolean endless) {}

  /**
   * A file for the user, complete; dropped where there is no folder for results.
   *
   * @param name without folders
   */
  default void file(String name, String content) {}

  /** Whether the user gave time for more, where a stage would go on as long as it is told. */
  default boolean goesOn() {
    return true;
  }

  /** Closes the open case. */
  void end(CaseRecord result);

  /**
   * A case that has no answer because of what the strategy threw, with the line of the strategy
   * that threw it.
   */
  CaseRecord broken(String caseId, String tier, Throwable thrown);

  /** Runs one case; whatever escapes from its body leaves it without an answer. */
  default void run(String caseId, String tier, Supplier<CaseRecord> body) {
    begin(caseId);
    CaseRecord result;
    try {
      result = body.get();
    } catch (BadInputException e) {
      throw e;
    } catch (Throwable thrown) {
      result = broken(caseId, tier, thrown);
    }
    end(result);
  }
}
