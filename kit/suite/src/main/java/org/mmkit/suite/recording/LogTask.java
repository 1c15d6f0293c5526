// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.ArrayList;
import java.util.List;

/** A task of a log: a thread, or a process with one. */
final class LogTask {
  final int tid;

  /** Its first line. */
  final int line;

  /** When it began, as far as its lines tell, or the call that started it. */
  long firstNs;

  final List<RawCall> calls = new ArrayList<>();
  long endNs;
  boolean ended;
  int lastLine;
  long lastNs;

  LogTask(LogLine first) {
    this.tid = first.tid();
    this.line = first.number();
    this.firstNs = first.ns();
    this.endNs = first.ns();
  }

  void end(long ns) {
    ended = true;
    endNs = ns;
  }
}
