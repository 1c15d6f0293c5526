// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.beside.Binder;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** The driver whose buffer is mapped; it is opened at its first call. */
final class BinderCalls {
  private BinderCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("bind_map", BinderCalls::map);
    handlers.put("bind_put", BinderCalls::put);
    handlers.put("bind_free", BinderCalls::free);
    handlers.put("bind_shrink", BinderCalls::shrink);
  }

  private static Binder binder(CallContext context) {
    KernelObjects objects = context.world().objects();
    if (objects.binder == null) {
      objects.binder = context.events().openBinder();
    }
    return objects.binder;
  }

  private static String map(CallContext context, Call call) {
    long address = call.address("a", context.env());
    long length = call.pages("n", context.env());
    long result = context.events().mapBinder(binder(context), address, length);
    return CallContext.result(result);
  }

  private static String put(CallContext context, Call call) {
    long page = call.value("page", context.env());
    byte value = (byte) call.character("c", context.env());
    return CallContext.result(context.events().binderPut(binder(context), page, value));
  }

  private static String free(CallContext context, Call call) {
    long page = call.value("page", context.env());
    return CallContext.result(context.events().binderFree(binder(context), page));
  }

  private static String shrink(CallContext context, Call call) {
    return CallContext.result(context.events().binderShrink(binder(context)));
  }
}
