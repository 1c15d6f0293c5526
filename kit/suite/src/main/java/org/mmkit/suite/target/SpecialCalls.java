// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.mm.SpecialMappings;
import org.mmkit.mm.SpecialMappings.Range;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls on the special mappings of a process. */
final class SpecialCalls {
  private SpecialCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("special", SpecialCalls::range);
    handlers.put("sp_unmap", SpecialCalls::unmap);
    handlers.put("sp_pvr", SpecialCalls::read);
    handlers.put("sp_remap", SpecialCalls::remap);
    handlers.put("sp_prot", SpecialCalls::protect);
    handlers.put("sp_adv", SpecialCalls::advise);
    handlers.put("sp_lock", SpecialCalls::lock);
  }

  static Range find(CallContext context, Call call) {
    Range moved = context.world().objects().moved.get(call.text("name"));
    Range range = moved != null ? moved : SpecialMappings.range(call.text("name"));
    if (range == null) {
      throw new NotModelled("the mapping " + call.text("name"));
    }
    return range;
  }

  private static String range(CallContext context, Call call) {
    Range range = find(context, call);
    boolean kernels = range.start() < 0;
    boolean mapped =
        kernels
            || new ProcMaps(context.task())
                .read().stream().anyMatch(line -> line.start() == range.start());
    return mapped ? String.format("0x%x-0x%x", range.start(), range.end()) : "NONE";
  }

  private static String unmap(CallContext context, Call call) {
    Range range = find(context, call);
    return CallContext.result(context.syscalls().munmap(range.start(), range.length()));
  }

  private static String protect(CallContext context, Call call) {
    Range range = find(context, call);
    int prot = (int) call.prot("p", context.env());
    return CallContext.result(context.syscalls().mprotect(range.start(), range.length(), prot));
  }

  private static String advise(CallContext context, Call call) {
    Range range = find(context, call);
    return CallContext.result(
        context.syscalls().madvise(range.start(), range.length(), ProtectionCalls.advice(call)));
  }

  private static String lock(CallContext context, Call call) {
    Range range = find(context, call);
    return CallContext.result(context.syscalls().mlock(range.start(), range.length(), 0));
  }

  private static String read(CallContext context, Call call) {
    Range range = find(context, call);
    int pid = context.task().process().pid();
    long done = context.syscalls().processVmReadv(pid, range.start(), new byte[1]);
    return done < 0 ? CallContext.result(done) : Long.toString(done);
  }

  /** Lengths are relative to that of the mapping. */
  private static String remap(CallContext context, Call call) {
    Range range = find(context, call);
    long old = range.length() + call.pages("old", context.env());
    long fresh = range.length() + call.pages("new", context.env());
    long landed =
        context
            .syscalls()
            .mremap(range.start(), old, fresh, RemapCalls.flags(call.text("fl")), Arena.BASE);
    if (landed < 0) {
      return CallContext.result(landed);
    }
    if (landed != range.start()) {
      context.world().objects().moved.put(call.text("name"), new Range(landed, landed + fresh));
    }
    return landed == range.start() ? "OK" : "MOVED";
  }
}
