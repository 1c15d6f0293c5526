// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.Set;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** How the model carries out each call. */
final class CallTable {
  private static final CallMap<CallHandler> HANDLERS = new CallMap<>();

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
    HANDLERS.complete();
  }

  private CallTable() {}

  static String run(CallContext context, Call call) {
    String result = HANDLERS.get(call).run(context, call);
    if (context.kernel().hugetlb().hasRefusedOwner()) {
      throw new NotModelled("the owner of a private huge page copies it while the pool is empty");
    }
    return result;
  }

  static Set<String> names() {
    return HANDLERS.names();
  }
}
