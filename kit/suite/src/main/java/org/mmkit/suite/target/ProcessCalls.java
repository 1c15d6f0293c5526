// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.MmCounters;
import org.mmkit.mm.Process;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.RLimits;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls about the process: its limits, and how many mappings it may have. */
final class ProcessCalls {
  private static final long FILL_FROM = 1000;
  private static final long FILL_PAGES = 3;
  private static final long FILL_STRIDE = 6;

  private ProcessCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("rlim", ProcessCalls::limit);
    handlers.put("dropcap", ProcessCalls::dropCapability);
    handlers.put("fillmaps", (context, call) -> CallContext.result(fill(context)));
    handlers.put("fillcount", ProcessCalls::fillCount);
  }

  private static String limit(CallContext context, Call call) {
    Process process = context.task().process();
    MmCounters used = context.mm().counters();
    String name = call.text("limit");
    long present =
        switch (name) {
          case "AS" -> used.totalVm();
          case "DATA" -> used.dataVm();
          default -> used.lockedVm();
        };
    boolean relative = call.isText("amount");
    long pages =
        relative
            ? present + Long.parseLong(call.text("amount").substring(1))
            : call.value("amount", context.env());
    // A limit of 0 is none; the process uses some memory, if none that the model counts.
    boolean some = relative && !name.equals("MEMLOCK");
    long bytes = some ? Math.max(1, pages * Arena.PAGE) : pages * Arena.PAGE;
    RLimits limits = process.limits();
    process.setLimits(
        switch (name) {
          case "AS" -> limits.withAs(bytes);
          case "DATA" -> limits.withData(bytes);
          default -> limits.withMemlock(bytes);
        });
    return "OK";
  }

  private static String dropCapability(CallContext context, Call call) {
    context.task().process().dropCapIpcLock();
    return "OK";
  }

  /** Maps until mmap fails; returns the errno. */
  private static long fill(CallContext context) {
    int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;
    long result = 0;
    for (long page = FILL_FROM; result >= 0; page += FILL_STRIDE) {
      long address = Arena.address(page * Arena.PAGE);
      result = context.syscalls().mmap(address, FILL_PAGES * Arena.PAGE, 0, flags, null, 0);
    }
    return result;
  }

  private static String fillCount(CallContext context, Call call) {
    fill(context);
    return Integer.toString(MapsCalls.all(context).size());
  }
}
