// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmkit.suite.host.HostExperiment;
import org.mmkit.suite.host.HostExperiment.Look;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.record.CaseRecord;

/**
 * What the running kernel shows of one operation on one range.
 *
 * @param held the holds of each time; none where nothing could be traced
 * @param waits of a second thread; none where nothing was timed
 * @param notes what could not be measured and why; none if all was that was asked for
 */
record LiveHold(List<LockTrace.Held> held, Waits waits, List<String> notes) {
  private static final int WINDOWS = 3;

  /**
   * Measures.
   *
   * @param times how often the operation is traced
   * @param waits whether a second thread is timed too
   * @param heard runs whenever something was measured
   */
  static LiveHold measure(String operation, long kib, int times, boolean waits, Runnable heard) {
    List<String> notes = new ArrayList<>();
    List<LockTrace.Held> held = List.of();
    try {
      held = LockTrace.read(HostExperiment.run(operation, kib, times, Look.TRACED, heard));
    } catch (Unplayable why) {
      notes.add("not traced: " + why.reason());
    }
    Waits second = new Waits(Map.of(), Map.of());
    try {
      if (waits) {
        second = Waits.read(HostExperiment.run(operation, kib, WINDOWS, Look.PLAIN, heard));
      }
    } catch (Unplayable why) {
      notes.add("not timed: " + why.reason());
    }
    return new LiveHold(held, second, notes);
  }

  /** The case: skipped where nothing was measured. */
  CaseRecord record(String id) {
    String why = String.join("\n", notes);
    return held.isEmpty() && waits.longestNs().isEmpty()
        ? CaseRecord.skip(id, "", why)
        : CaseRecord.pass(id, "", why);
  }
}
