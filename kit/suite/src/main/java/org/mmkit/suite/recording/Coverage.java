// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

/** Where the faults of a recording lie, as its log says. */
final class Coverage {
  private long inLog;
  private long inImage;
  private long elsewhere;

  /** A fault in a range that calls have changed. */
  void known(boolean mapped) {
    if (mapped) {
      inLog++;
    } else {
      elsewhere++;
    }
  }

  /** A fault in a range that no call has ever changed. */
  void unknown(boolean possible) {
    if (possible) {
      inImage++;
    } else {
      elsewhere++;
    }
  }

  long inLog() {
    return inLog;
  }

  long inImage() {
    return inImage;
  }

  long elsewhere() {
    return elsewhere;
  }
}
