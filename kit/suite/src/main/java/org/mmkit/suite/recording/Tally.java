// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What of a log is not replayed as it stands, counted. */
final class Tally {
  private final TreeMap<String, Integer> left = new TreeMap<>();
  private int signals;
  private int strangers;
  private boolean noFaults;

  void signal() {
    signals++;
  }

  /** A call, a flag or an advice that has no effect on the model. */
  void leftAway(String what) {
    left.merge(what, 1, Integer::sum);
  }

  /** A fault of a task, or of a time, that the log does not have. */
  void stranger() {
    strangers++;
  }

  /** The recording has none. */
  void noFaults() {
    noFaults = true;
  }

  /** As sentences. */
  List<String> sentences() {
    List<String> lines = new ArrayList<>();
    if (noFaults) {
      lines.add(
          "There are no page faults in this recording: nothing is touched, and so a munmap finds no"
              + " pages. Name the file of faults behind the log.");
    }
    if (!left.isEmpty()) {
      List<String> words = new ArrayList<>();
      left.forEach((what, count) -> words.add(what + " (" + count + ")"));
      lines.add("Left away, because the model knows no effect: " + String.join(", ", words) + ".");
    }
    if (signals > 0) {
      lines.add("Signals: " + signals + "; what their handlers did is in the log as all else.");
    }
    if (strangers > 0) {
      lines.add("Faults of tasks or times that the log does not have: " + strangers + ".");
    }
    return lines;
  }
}
