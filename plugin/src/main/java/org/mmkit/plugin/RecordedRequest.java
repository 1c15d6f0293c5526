// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.run.RecordingFiles;
import org.mmkit.suite.Recorded;

/** Turns mmkit.recording into a part of a request. */
final class RecordedRequest {
  private RecordedRequest() {}

  /** What is to be replayed, if anything; parameters of loads are refused beside it. */
  static Optional<Recorded> of(PerfMojo mojo) {
    List<String> others = new ArrayList<>();
    add(others, "mmkit.loads", mojo.loads != null && !mojo.loads.isEmpty());
    add(others, "mmkit.tasks", !Requests.trimmed(mojo.tasks).isEmpty());
    add(others, "mmkit.perf", mojo.perf != null);
    add(others, "mmkit.rubric", mojo.rubric != null);
    add(others, "mmkit.case", !mojo.caseGlob.equals("*"));
    return RecordingFiles.of(Requests.trimmed(mojo.recording), others);
  }

  private static void add(List<String> others, String name, boolean given) {
    if (given) {
      others.add(name);
    }
  }
}
