// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.ShmSegment;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** SysV shared memory: the segment that was made last. */
final class ShmCalls {
  private ShmCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("shm", ShmCalls::make);
    handlers.put("shmat", ShmCalls::attach);
    handlers.put("shmdt", ShmCalls::detach);
    handlers.put("shmn", (context, call) -> Integer.toString(segment(context).attached()));
    handlers.put("shmrm", ShmCalls::remove);
  }

  private static ShmSegment segment(CallContext context) {
    ShmSegment segment = context.world().objects().segment;
    if (segment == null) {
      throw new IllegalStateException("a call on a segment before shm()");
    }
    return segment;
  }

  private static String make(CallContext context, Call call) {
    long size = call.pages("n", context.env());
    context.world().objects().segment = context.syscalls().shmget(size);
    return "OK";
  }

  private static String attach(CallContext context, Call call) {
    long address = call.address("a", context.env());
    int flags = (int) call.value("flags", context.env());
    long landed = context.syscalls().shmat(segment(context), address, flags);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    context.landed(landed);
    return landed == address ? "OK" : "OK->" + ((landed - Arena.BASE) >> 12);
  }

  private static String detach(CallContext context, Call call) {
    return CallContext.result(context.syscalls().shmdt(call.address("a", context.env())));
  }

  private static String remove(CallContext context, Call call) {
    context.syscalls().shmRemove(segment(context));
    return "OK";
  }
}
