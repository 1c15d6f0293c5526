// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** mremap. */
final class RemapCalls {
  private static final int MAYMOVE = 1;
  private static final int FIXED = 2;
  private static final int DONTUNMAP = 4;

  /** A bit that no flag uses. */
  private static final int BAD = 8;

  private RemapCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("remap", RemapCalls::remap);
  }

  private static String remap(CallContext context, Call call) {
    long address = call.address("a", context.env());
    boolean targeted = call.has("to");
    long target = targeted ? call.address("to", context.env()) : 0;
    long landed =
        context
            .syscalls()
            .mremap(
                address,
                call.pages("old", context.env()),
                call.pages("new", context.env()),
                flags(call.text("fl")),
                target);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    context.landed(landed);
    if (landed == address) {
      return "OK";
    }
    return targeted && landed == target ? "OK->" + context.env().landedPage() : "MOVED";
  }

  static int flags(String letters) {
    int flags = 0;
    for (char letter : letters.toCharArray()) {
      flags |=
          switch (letter) {
            case 'M' -> MAYMOVE;
            case 'F' -> FIXED;
            case 'D' -> DONTUNMAP;
            case 'B' -> BAD;
            default -> 0;
          };
    }
    return flags;
  }
}
