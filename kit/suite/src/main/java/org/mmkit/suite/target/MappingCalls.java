// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** mmap and munmap in their forms. */
final class MappingCalls {
  private MappingCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("map", MappingCalls::map);
    handlers.put("hint", MappingCalls::hint);
    handlers.put("map_raw", MappingCalls::mapRaw);
    handlers.put("unmap", MappingCalls::unmap);
    handlers.put("unmap_raw", MappingCalls::unmapRaw);
    handlers.put("mmapany", MappingCalls::mapAny);
  }

  private static String unmap(CallContext context, Call call) {
    long address = call.address("a", context.env());
    long length = call.pages("n", context.env());
    return CallContext.result(context.syscalls().munmap(address, length));
  }

  private static String unmapRaw(CallContext context, Call call) {
    long address = call.value("addr", context.env());
    long length = call.value("bytes", context.env());
    return CallContext.result(context.syscalls().munmap(address, length));
  }

  private static String map(CallContext context, Call call) {
    boolean noReplace = call.words("ex").contains("NOREPLACE");
    int fixed = noReplace ? MmapFlags.MAP_FIXED_NOREPLACE : MmapFlags.MAP_FIXED;
    long address = call.address("a", context.env());
    long landed = mmap(context, call, address, fixed);
    return CallContext.result(landed);
  }

  private static String hint(CallContext context, Call call) {
    long address = call.address("a", context.env());
    long landed = mmap(context, call, address, 0);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    return landed == address ? "OK" : "OTHER";
  }

  static long mmap(CallContext context, Call call, long address, int extra) {
    int flags = extra | MapWords.type(call.text("fl")) | MapWords.flags(call.words("ex"));
    OpenFile file = file(context, call);
    long landed =
        context
            .syscalls()
            .mmap(
                address,
                call.pages("n", context.env()),
                (int) call.prot("prot", context.env()),
                flags,
                file,
                call.pages("off", context.env()));
    if (landed >= 0) {
      context.landed(landed);
    }
    return landed;
  }

  private static @Nullable OpenFile file(CallContext context, Call call) {
    if (call.has("fd")) {
      String name = call.text("fd");
      return name.equals("bad") || name.equals("none") ? null : context.world().file(name);
    }
    String letters = call.text("fl");
    if (letters.indexOf('f') >= 0) {
      return context.world().file("f");
    }
    return letters.indexOf('m') >= 0 ? context.world().file("m") : null;
  }

  private static String mapRaw(CallContext context, Call call) {
    int flags = MapWords.type(call.text("fl")) | MapWords.flags(call.words("ex"));
    if (!call.words("ex").contains("NOREPLACE")) {
      flags |= MmapFlags.MAP_FIXED;
    }
    long landed =
        context
            .syscalls()
            .mmap(
                call.value("addr", context.env()),
                call.value("bytes", context.env()),
                (int) call.prot("prot", context.env()),
                flags,
                null,
                0);
    return CallContext.result(landed);
  }

  private static String mapAny(CallContext context, Call call) {
    int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;
    int prot = (int) call.prot("prot", context.env());
    long landed = context.syscalls().mmap(0, call.pages("n", context.env()), prot, flags, null, 0);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    context.landed(landed);
    long page = context.env().landedPage();
    return page >= 0 && page < Arena.PAGES ? "OK->" + page : "OTHER";
  }
}
