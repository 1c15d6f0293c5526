// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import org.junit.jupiter.api.Assumptions;

/** A host for a test, which is skipped with the reason where there is none. */
final class HostOrSkip {
  private HostOrSkip() {}

  static Host open(int patienceMs) {
    try {
      return Host.open(patienceMs);
    } catch (Unplayable why) {
      return Assumptions.abort("no kernel to play on: " + why.reason());
    }
  }
}
