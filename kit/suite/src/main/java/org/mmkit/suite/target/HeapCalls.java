// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.math.BigDecimal;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** brk, and accesses and mappings relative to the heap. */
final class HeapCalls {
  private HeapCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("brk_init", HeapCalls::init);
    handlers.put("brk", HeapCalls::brk);
    handlers.put("brk_raw", HeapCalls::brkRaw);
    handlers.put("cbrk", HeapCalls::current);
    handlers.put("rb", HeapCalls::read);
    handlers.put("wb", HeapCalls::write);
    handlers.put("mapb", HeapCalls::map);
    handlers.put("unmapb", HeapCalls::unmap);
    handlers.put("protb", HeapCalls::protect);
    handlers.put("sealb", HeapCalls::seal);
  }

  private static String init(CallContext context, Call call) {
    return context.syscalls().brk(0) == context.mm().layout().startBrk() ? "OK" : "ENOMEM";
  }

  private static String brk(CallContext context, Call call) {
    return move(context, context.mm().layout().startBrk() + call.pages("n", context.env()));
  }

  private static String brkRaw(CallContext context, Call call) {
    return move(context, call.value("addr", context.env()));
  }

  private static String move(CallContext context, long wanted) {
    refuseDoubtful(context, wanted);
    long now = context.syscalls().brk(wanted);
    if (now < 0) {
      return CallContext.result(now);
    }
    return now == wanted ? "OK" : "UNCHANGED";
  }

  /**
   * What the process itself counts as data makes a limit larger, and a heap is compared with it.
   */
  private static void refuseDoubtful(CallContext context, long wanted) {
    long limit = context.task().process().limits().data();
    long heap = wanted - context.mm().layout().startBrk();
    long now = context.mm().layout().brk();
    long more = Addr.pages(Addr.pageAlign(wanted)) - Addr.pages(Addr.pageAlign(now));
    boolean fits = context.mm().counters().dataVm() + Math.max(0, more) <= Addr.pages(limit);
    if (limit > 0 && heap > limit && fits) {
      throw new NotModelled("brk under RLIMIT_DATA, with what the process itself counts as data");
    }
  }

  private static String current(CallContext context, Call call) {
    long now = context.syscalls().brk(0);
    if (now < 0) {
      return CallContext.result(now);
    }
    long bytes = now - context.mm().layout().startBrk();
    BigDecimal pages = BigDecimal.valueOf(bytes).divide(BigDecimal.valueOf(Arena.PAGE));
    return pages.stripTrailingZeros().toPlainString();
  }

  /** The address that a number of pages above the heap's start stands for. */
  static long address(CallContext context, Call call) {
    long start = context.mm().layout().startBrk();
    long ceiling = (start + Arena.PAGE - 1) & -Arena.PAGE;
    return ceiling + call.pages("a", context.env());
  }

  private static String read(CallContext context, Call call) {
    return AccessCalls.value(context.memory().load(address(context, call)));
  }

  private static String write(CallContext context, Call call) {
    int value = call.character("c", context.env());
    return AccessCalls.done(context.memory().store(address(context, call), value));
  }

  private static String map(CallContext context, Call call) {
    return CallContext.result(
        MappingCalls.mmap(context, call, address(context, call), MmapFlags.MAP_FIXED));
  }

  private static String protect(CallContext context, Call call) {
    long length = call.pages("n", context.env());
    int prot = (int) call.prot("p", context.env());
    return CallContext.result(context.syscalls().mprotect(address(context, call), length, prot));
  }

  private static String seal(CallContext context, Call call) {
    long length = call.pages("n", context.env());
    long flags = call.value("flags", context.env());
    return CallContext.result(context.syscalls().mseal(address(context, call), length, flags));
  }

  private static String unmap(CallContext context, Call call) {
    long length = call.pages("n", context.env());
    return CallContext.result(context.syscalls().munmap(address(context, call), length));
  }
}
