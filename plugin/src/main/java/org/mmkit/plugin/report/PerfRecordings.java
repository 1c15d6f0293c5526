// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.mmkit.suite.record.RunRecord;

/** What strategies do to a recorded program: sentences, the answer first. */
final class PerfRecordings {
  private static final String RECORDED = "recorded";

  private PerfRecordings() {}

  static List<PerfWaits> of(RunRecord run) {
    Set<String> recorded = names(run);
    return PerfWaits.all(run).stream().filter(one -> recorded.contains(one.load())).toList();
  }

  /** The names of the recordings that were replayed. */
  static Set<String> names(RunRecord run) {
    return PerfPoint.of(run).stream()
        .filter(point -> point.mode().equals(RECORDED))
        .map(PerfPoint::load)
        .collect(Collectors.toSet());
  }
}
