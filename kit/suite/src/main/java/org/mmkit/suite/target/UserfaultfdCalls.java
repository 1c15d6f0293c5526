// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** The ioctls of the userfaultfd that was opened last. */
final class UserfaultfdCalls {
  /** What the source of a copy is filled with. */
  private static final byte SOURCE = 'u';

  private UserfaultfdCalls() {}

  /** One ioctl on a range. */
  private interface Ioctl {
    long run(CallContext context, UserfaultfdCtx ctx, long start, long length);
  }

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("uffd_open", UserfaultfdCalls::open);
    handlers.put("uevent", UserfaultfdCalls::event);
    put(handlers, "uwake", (c, ctx, at, n) -> c.userfaultfd().wake(ctx, at, n));
    handlers.put("ureg", (context, call) -> run(context, call, registration(call)));
    handlers.put("uregb", UserfaultfdCalls::registerHeap);
    put(handlers, "uunreg", (c, ctx, at, n) -> c.userfaultfd().unregister(ctx, at, n));
    put(handlers, "ucopy", (c, ctx, at, n) -> c.userfaultfd().copy(ctx, at, n, SOURCE));
    put(handlers, "uzero", (c, ctx, at, n) -> c.userfaultfd().zero(ctx, at, n));
    put(handlers, "upoison", UserfaultfdCalls::poison);
    put(handlers, "ucont", UserfaultfdCalls::proceed);
    handlers.put("umove", UserfaultfdCalls::move);
    handlers.put("uwp", (context, call) -> run(context, call, protection(context, call)));
  }

  private static Ioctl registration(Call call) {
    List<String> modes = call.words("modes");
    long bits =
        (modes.contains("MISSING") ? VmFlags.VM_UFFD_MISSING : 0)
            | (modes.contains("WP") ? VmFlags.VM_UFFD_WP : 0)
            | (modes.contains("MINOR") ? VmFlags.VM_UFFD_MINOR : 0);
    return (context, ctx, at, n) -> {
      if (modes.contains("WP") && !areAnonymous(context, at, n)) {
        throw new NotModelled("write protection by userfaultfd of what is not anonymous");
      }
      if (modes.contains("MINOR") && areHuge(context, at, n)) {
        throw new NotModelled("minor faults of huge pages");
      }
      return context.userfaultfd().register(ctx, at, n, bits);
    };
  }

  private static boolean areAnonymous(CallContext context, long start, long length) {
    for (ProcMaps.Line line : MapsCalls.all(context)) {
      if (line.start() < start + length && start < line.end() && line.fileId() != 0) {
        return false;
      }
    }
    return true;
  }

  private static long poison(CallContext context, UserfaultfdCtx ctx, long start, long length) {
    if (areHuge(context, start, length)) {
      throw new NotModelled("UFFDIO_POISON of huge pages");
    }
    return context.userfaultfd().poison(ctx, start, length);
  }

  private static long proceed(CallContext context, UserfaultfdCtx ctx, long start, long length) {
    if (areHuge(context, start, length)) {
      throw new NotModelled("UFFDIO_CONTINUE of huge pages");
    }
    return context.userfaultfd().proceed(ctx, start, length);
  }

  private static String move(CallContext context, Call call) {
    long from = call.address("from", context.env());
    return run(context, call, (c, ctx, at, n) -> c.userfaultfd().move(ctx, at, from, n));
  }

  private static boolean areHuge(CallContext context, long start, long length) {
    for (int i = 0; i < context.mm().vmas().size(); i++) {
      VmArea vma = context.mm().vmas().at(i);
      boolean touched = vma.start() < start + length && start < vma.end();
      if (touched && vma.has(VmFlags.VM_HUGETLB)) {
        return true;
      }
    }
    return false;
  }

  private static Ioctl protection(CallContext context, Call call) {
    boolean on = call.value("on", context.env()) != 0;
    return (c, ctx, at, n) -> c.userfaultfd().writeProtect(ctx, at, n, on);
  }

  private static String open(CallContext context, Call call) {
    List<String> features = call.words("features");
    boolean monitored = features.contains("MONITOR");
    boolean unmapEvents = monitored || features.contains("UNMAP");
    context.world().objects().userfaultfd = context.userfaultfd().open(unmapEvents, monitored);
    return "OK";
  }

  private static String event(CallContext context, Call call) {
    UserfaultfdCtx ctx = context.world().objects().userfaultfd;
    if (ctx == null) {
      return "EBADF";
    }
    UserfaultfdCtx.UnmapEvent event = context.userfaultfd().read(ctx);
    return event == null ? "EINTR" : "UNMAP " + page(event.start()) + "-" + page(event.end());
  }

  private static long page(long address) {
    return (address - Arena.BASE) / Arena.PAGE;
  }

  private static void put(CallMap<CallHandler> handlers, String name, Ioctl ioctl) {
    handlers.put(name, (context, call) -> run(context, call, ioctl));
  }

  private static String registerHeap(CallContext context, Call call) {
    return run(context, call, HeapCalls.address(context, call), registration(call));
  }

  private static String run(CallContext context, Call call, Ioctl ioctl) {
    return run(context, call, call.address("a", context.env()), ioctl);
  }

  private static String run(CallContext context, Call call, long start, Ioctl ioctl) {
    UserfaultfdCtx ctx = context.world().objects().userfaultfd;
    if (ctx == null) {
      return "EBADF";
    }
    long length = call.pages("n", context.env());
    return CallContext.result(ioctl.run(context, ctx, start, length));
  }
}
