// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.jspecify.annotations.Nullable;
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
    handlers.put("shmn", ShmCalls::attachments);
    handlers.put("shmrm", ShmCalls::remove);
  }

  /** The segment, or null if none was made or it is gone: its number means nothing then. */
  private static @Nullable ShmSegment segment(CallContext context) {
    ShmSegment segment = context.world().objects().segment;
    return segment == null || segment.isGone() ? null : segment;
  }

  private static String attachments(CallContext context, Call call) {
    ShmSegment segment = segment(context);
    return segment == null ? "EINVAL" : Integer.toString(segment.attached());
  }

  private static String make(CallContext context, Call call) {
    long size = call.pages("n", context.env());
    if (size == 0) {
      return "EINVAL";
    }
    context.world().objects().segment = context.syscalls().shmget(size);
    return "OK";
  }

  private static String attach(CallContext context, Call call) {
    long address = call.address("a", context.env());
    int flags = (int) call.value("flags", context.env());
    ShmSegment segment = segment(context);
    if (segment == null) {
      return "EINVAL";
    }
    long landed = context.syscalls().shmat(segment, address, flags);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    context.landed(landed);
    if (address == 0) {
      return "OTHER";
    }
    return landed == address ? "OK" : "OK->" + ((landed - Arena.BASE) >> 12);
  }

  private static String detach(CallContext context, Call call) {
    return CallContext.result(context.syscalls().shmdt(call.address("a", context.env())));
  }

  private static String remove(CallContext context, Call call) {
    ShmSegment segment = segment(context);
    if (segment == null) {
      return "EINVAL";
    }
    context.syscalls().shmRemove(segment);
    return "OK";
  }
}
