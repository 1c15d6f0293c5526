// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Map;
import org.mmkit.suite.program.Call;

/** What tasks of a concurrent program do beside memory: flags and signals. */
final class ConcurrencyCalls {
  private ConcurrencyCalls() {}

  static void register(Map<String, CallHandler> handlers) {
    handlers.put("arena", ConcurrencyCalls::arena);
  }

  private static String arena(CallContext context, Call call) {
    long start = call.address("a", context.env());
    context.mm().confineMmap(start, start + call.pages("n", context.env()));
    return "OK";
  }
}
