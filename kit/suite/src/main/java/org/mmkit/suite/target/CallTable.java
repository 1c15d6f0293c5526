// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.HashMap;
import java.util.Map;
import org.mmkit.suite.program.Call;

/** The calls that the model can carry out, by name. */
final class CallTable {
  private static final Map<String, CallHandler> HANDLERS = new HashMap<>();

  static {
    MappingCalls.register(HANDLERS);
    RemapCalls.register(HANDLERS);
    HeapCalls.register(HANDLERS);
    CopyCalls.register(HANDLERS);
    SpecialCalls.register(HANDLERS);
    UserfaultfdCalls.register(HANDLERS);
    ShmCalls.register(HANDLERS);
    BinderCalls.register(HANDLERS);
    FilePagesCalls.register(HANDLERS);
    DriverCalls.register(HANDLERS);
    AccessCalls.register(HANDLERS);
    BoundsCalls.register(HANDLERS);
    MapsCalls.register(HANDLERS);
    ConcurrencyCalls.register(HANDLERS);
    ProtectionCalls.register(HANDLERS);
    FileCalls.register(HANDLERS);
    ProcessCalls.register(HANDLERS);
    ChildCalls.register(HANDLERS);
  }

  private CallTable() {}

  static String run(CallContext context, Call call) {
    CallHandler handler = HANDLERS.get(call.name());
    if (handler == null) {
      throw new NotModelled("the call " + call.name());
    }
    return handler.run(context, call);
  }
}
