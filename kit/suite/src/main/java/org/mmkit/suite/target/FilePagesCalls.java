// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.HugetlbPool;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** remap_file_pages, uprobes, and the counters of huge pages. */
final class FilePagesCalls {
  private FilePagesCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("rfp", FilePagesCalls::remap);
    handlers.put("uprobe", FilePagesCalls::uprobe);
    handlers.put("hfree", FilePagesCalls::hugePages);
  }

  private static String remap(CallContext context, Call call) {
    return CallContext.result(
        context
            .syscalls()
            .remapFilePages(
                call.address("a", context.env()),
                call.pages("n", context.env()),
                (int) call.prot("prot", context.env()),
                call.value("pgoff", context.env()),
                (int) call.value("flags", context.env())));
  }

  private static String uprobe(CallContext context, Call call) {
    long position = call.pages("off", context.env());
    return CallContext.result(context.syscalls().uprobe(context.world().code(), position));
  }

  private static String hugePages(CallContext context, Call call) {
    HugetlbPool pool = context.kernel().hugetlb();
    return "free=" + pool.free() + " rsvd=" + Long.toUnsignedString(pool.reserved());
  }
}
