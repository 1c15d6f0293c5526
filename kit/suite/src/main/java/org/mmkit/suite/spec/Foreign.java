// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.Call;

/**
 * Mappings of the process that the program does not know: they lie beside what the kernel placed.
 */
final class Foreign {
  static final String REASON = "what lies beside a mapping that the kernel placed";

  private Foreign() {}

  /** Whether a call reaches beyond the program's own mappings to where others may be. */
  static boolean isTouchedBy(Turn turn) {
    Call call = turn.call();
    if (turn.state().elsewhere == SpecState.ELSEWHERE || !takes(call, "a")) {
      return false;
    }
    long address = turn.address("a");
    long bytes = takes(call, "n") ? turn.bytes("n") : 1;
    if (bytes <= 0 || !Pages.inUserSpace(address, bytes)) {
      return false;
    }
    long start = Pages.of(address);
    long end = Pages.of(address + bytes - 1) + 1;
    boolean maps = call.name().equals("map") || call.name().equals("hint");
    return !maps
        && end > SpecState.ELSEWHERE
        && !turn.space().isCovered(Math.max(start, SpecState.ELSEWHERE), end);
  }

  private static boolean takes(Call call, String param) {
    return call.signature().indexOf(param) >= 0 && call.has(param);
  }
}
