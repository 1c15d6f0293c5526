// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import org.mmkit.mm.Process;

/** The threads of a process while it is replayed: the last one to go ends it. */
final class Crew {
  final Process process;
  private int threads = 1;

  Crew(Process process) {
    this.process = process;
  }

  void join() {
    threads++;
  }

  /** Whether nobody is left. */
  boolean leave() {
    threads--;
    return threads == 0;
  }
}
