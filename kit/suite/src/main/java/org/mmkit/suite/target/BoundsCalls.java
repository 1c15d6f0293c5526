// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.beside.UserMemory;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Instructions that keep the bounds of pointers, where the architecture has them. */
final class BoundsCalls {
  private BoundsCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("bndstx", BoundsCalls::store);
    handlers.put("bndldx", BoundsCalls::load);
  }

  private static String store(CallContext context, Call call) {
    int bounds = call.character("c", context.env());
    return AccessCalls.done(memory(context).storeBounds(call.address("a", context.env()), bounds));
  }

  private static String load(CallContext context, Call call) {
    return AccessCalls.value(memory(context).loadBounds(call.address("a", context.env())));
  }

  private static UserMemory memory(CallContext context) {
    if (!context.memory().hasBounds()) {
      throw new NotModelled("bounds of pointers without the setting hook=mpx");
    }
    return context.memory();
  }
}
