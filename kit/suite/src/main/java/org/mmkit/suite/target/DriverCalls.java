// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.OpenFile;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** What a driver does with the memory that it lets programs map. */
final class DriverCalls {
  private DriverCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("drevoke", DriverCalls::revoke);
    handlers.put("dring", DriverCalls::ring);
    handlers.put("dfind", DriverCalls::find);
  }

  private static String find(CallContext context, Call call) {
    long address = call.address("a", context.env());
    return CallContext.result(context.events().findDeviceMemory(address));
  }

  private static String ring(CallContext context, Call call) {
    OpenFile device = context.world().file("dev");
    long address = call.address("a", context.env());
    return device == null ? "EBADF" : CallContext.result(context.events().mapRing(device, address));
  }

  private static String revoke(CallContext context, Call call) {
    OpenFile device = context.world().file("dev");
    return device == null ? "EBADF" : CallContext.result(context.events().revoke(device));
  }
}
