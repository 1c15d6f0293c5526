// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls that change what mappings allow or promise: mprotect, madvise, mlock, msync, mseal. */
final class ProtectionCalls {
  private static final int BAD_SYNC = 8;

  private ProtectionCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("prot", ProtectionCalls::protect);
    handlers.put("prot_raw", (context, call) -> prot(context, call, Range.raw(context, call)));
    handlers.put("adv", (context, call) -> advise(context, call, Range.of(context, call)));
    handlers.put("adv_raw", (context, call) -> advise(context, call, Range.raw(context, call)));
    handlers.put("padv", ProtectionCalls::processAdvise);
    handlers.put("lock", (context, call) -> lock(context, Range.of(context, call), 0));
    handlers.put("lock_raw", (context, call) -> lock(context, Range.raw(context, call), 0));
    handlers.put("lock2", ProtectionCalls::lock2);
    handlers.put("unlock", ProtectionCalls::unlock);
    handlers.put("lockall", ProtectionCalls::lockAll);
    handlers.put("unlockall", (context, call) -> result(context.syscalls().munlockall()));
    handlers.put("msync", ProtectionCalls::msync);
    handlers.put("seal", ProtectionCalls::seal);
    handlers.put("mincore", (context, call) -> mincore(context, Range.of(context, call)));
    handlers.put("mincore_raw", ProtectionCalls::mincoreIntoMemory);
  }

  /** The range that a call is about, in bytes. */
  private record Range(long start, long length) {
    static Range of(CallContext context, Call call) {
      return new Range(call.address("a", context.env()), call.pages("n", context.env()));
    }

    static Range raw(CallContext context, Call call) {
      return new Range(call.value("addr", context.env()), call.value("bytes", context.env()));
    }
  }

  private static String result(long value) {
    return CallContext.result(value);
  }

  private static String protect(CallContext context, Call call) {
    Range range = Range.of(context, call);
    if (!call.has("key")) {
      return prot(context, call, range);
    }
    int prot = (int) call.prot("p", context.env());
    int key = (int) call.value("key", context.env());
    return result(context.syscalls().pkeyMprotect(range.start(), range.length(), prot, key));
  }

  private static String prot(CallContext context, Call call, Range range) {
    int prot = (int) call.prot("p", context.env());
    return result(context.syscalls().mprotect(range.start(), range.length(), prot));
  }

  static @Nullable Advice advice(Call call) {
    String word = call.text("advice");
    if (word.equals("COLLAPSE")) {
      throw new NotModelled("MADV_COLLAPSE: huge pages that come by themselves");
    }
    return word.equals("BAD") ? null : Advice.valueOf(word);
  }

  private static String advise(CallContext context, Call call, Range range) {
    String result = result(context.syscalls().madvise(range.start(), range.length(), advice(call)));
    if (call.text("advice").equals("HUGEPAGE")) {
      HugePages.refuse(context, range.start(), range.length());
    }
    return result;
  }

  private static String processAdvise(CallContext context, Call call) {
    Range range = Range.of(context, call);
    long bytes = context.syscalls().processMadvise(range.start(), range.length(), advice(call));
    return bytes < 0 ? result(bytes) : Long.toString(bytes / Arena.PAGE);
  }

  private static String lock(CallContext context, Range range, int flags) {
    return result(context.syscalls().mlock(range.start(), range.length(), flags));
  }

  private static String lock2(CallContext context, Call call) {
    int flags = (int) call.value("flags", context.env());
    return lock(context, Range.of(context, call), flags);
  }

  private static String unlock(CallContext context, Call call) {
    Range range = Range.of(context, call);
    return result(context.syscalls().munlock(range.start(), range.length()));
  }

  private static String lockAll(CallContext context, Call call) {
    return result(context.syscalls().mlockall((int) call.value("flags", context.env())));
  }

  private static String msync(CallContext context, Call call) {
    int flags = 0;
    for (String word : call.words("sync")) {
      flags |=
          switch (word) {
            case "ASYNC" -> 1;
            case "INVALIDATE" -> 2;
            case "SYNC" -> 4;
            case "BAD" -> BAD_SYNC;
            default -> 0;
          };
    }
    Range range = Range.of(context, call);
    return result(context.syscalls().msync(range.start(), range.length(), flags));
  }

  private static String seal(CallContext context, Call call) {
    Range range = Range.of(context, call);
    long flags = call.value("flags", context.env());
    return result(context.syscalls().mseal(range.start(), range.length(), flags));
  }

  /** A bit for each page, first page first. */
  private static String mincore(CallContext context, Range range) {
    BitSet resident = new BitSet();
    long error = context.syscalls().mincore(range.start(), range.length(), resident);
    return error < 0 ? result(error) : bits(context, range, resident);
  }

  private static String mincoreIntoMemory(CallContext context, Call call) {
    Range range = Range.raw(context, call);
    BitSet resident = new BitSet();
    long vector = call.address("vec", context.env());
    long error = context.syscalls().mincore(range.start(), range.length(), resident, vector);
    return error < 0 ? result(error) : bits(context, range, resident);
  }

  private static String bits(CallContext context, Range range, BitSet resident) {
    ReclaimedPages.refuse(context.mm(), range.start(), range.length());
    long pages = (range.length() + Arena.PAGE - 1) / Arena.PAGE;
    StringBuilder bits = new StringBuilder(pages == 0 ? "0" : "");
    for (int page = 0; page < pages; page++) {
      bits.append(resident.get(page) ? '1' : '0');
    }
    return bits.toString();
  }
}
