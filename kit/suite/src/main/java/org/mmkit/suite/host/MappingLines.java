// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;
import org.mmkit.suite.program.Env;

/** Calls that change mappings. */
final class MappingLines {
  private static final int NR_MPROTECT = 10;
  private static final int NR_MUNMAP = 11;
  private static final int NR_MSYNC = 26;
  private static final int NR_MADVISE = 28;
  private static final int NR_MLOCK = 149;
  private static final int NR_MUNLOCK = 150;
  private static final int NR_MUNLOCKALL = 152;
  private static final int NR_REMAP_FILE_PAGES = 216;
  private static final int NR_MLOCK2 = 325;
  private static final int NR_PKEY_MPROTECT = 329;
  private static final int NR_MSEAL = 462;

  /** How the player says where something landed. */
  private static final int SAY_OK = 0;

  private static final int SAY_OTHER = 1;
  private static final int KEEP_L = 2;

  private MappingLines() {}

  static void register(CallMap<Encoder> encoders) {
    encoders.put("map", (call, out) -> map(call, out.call("mmap").range(call, "a", "n"), true));
    encoders.put("hint", (call, out) -> map(call, out.call("mmap").range(call, "a", "n"), false));
    encoders.put(
        "mapb",
        (call, out) -> map(call, out.call("mmap").heapAddress(call, "a").pages(call, "n"), true));
    encoders.put("map_raw", MappingLines::mapRaw);
    encoders.put("unmap", (call, out) -> sys(out, NR_MUNMAP).range(call, "a", "n"));
    encoders.put("unmap_raw", (call, out) -> sys(out, NR_MUNMAP).absoluteRange(call));
    encoders.put("unmapb", (call, out) -> heap(call, sys(out, NR_MUNMAP)));
    encoders.put("prot", MappingLines::protect);
    encoders.put("prot_raw", (call, out) -> prot(call, sys(out, NR_MPROTECT).absoluteRange(call)));
    encoders.put("protb", (call, out) -> prot(call, heap(call, sys(out, NR_MPROTECT))));
    encoders.put("adv", (call, out) -> advise(call, sys(out, NR_MADVISE).range(call, "a", "n")));
    encoders.put("adv_raw", (call, out) -> advise(call, sys(out, NR_MADVISE).absoluteRange(call)));
    encoders.put("padv", (call, out) -> advise(call, out.call("padvise").range(call, "a", "n")));
    encoders.put("remap", MappingLines::remap);
    registerLocks(encoders);
    encoders.put(
        "msync",
        (call, out) ->
            sys(out, NR_MSYNC)
                .range(call, "a", "n")
                .number(AbiWords.syncFlags(call.words("sync"))));
    encoders.put(
        "seal",
        (call, out) -> sys(out, NR_MSEAL).apart().range(call, "a", "n").value(call, "flags"));
    encoders.put(
        "sealb", (call, out) -> heap(call, sys(out, NR_MSEAL).apart()).value(call, "flags"));
    encoders.put("rfp", MappingLines::remapFilePages);
  }

  private static void registerLocks(CallMap<Encoder> encoders) {
    encoders.put("lock", (call, out) -> sys(out, NR_MLOCK).range(call, "a", "n"));
    encoders.put("lock_raw", (call, out) -> sys(out, NR_MLOCK).absoluteRange(call));
    encoders.put(
        "lock2", (call, out) -> sys(out, NR_MLOCK2).range(call, "a", "n").value(call, "flags"));
    encoders.put("unlock", (call, out) -> sys(out, NR_MUNLOCK).range(call, "a", "n"));
    encoders.put("lockall", (call, out) -> out.call("lockall").value(call, "flags"));
    encoders.put("unlockall", (call, out) -> sys(out, NR_MUNLOCKALL));
  }

  private static Lines sys(Lines out, int number) {
    return out.call("sys").number(number);
  }

  private static Lines heap(Call call, Lines out) throws Unplayable {
    return out.heapRange(call);
  }

  private static void protect(Call call, Lines out) throws Unplayable {
    boolean key = call.has("key");
    prot(call, sys(out, key ? NR_PKEY_MPROTECT : NR_MPROTECT).range(call, "a", "n"));
    if (key) {
      out.value(call, "key");
    }
  }

  private static Lines prot(Call call, Lines out) {
    return out.number(call.prot("p", Env.START));
  }

  private static void advise(Call call, Lines out) throws Unplayable {
    String advice = call.text("advice");
    if (advice.equals("HUGEPAGE") || advice.equals("MERGEABLE") || advice.equals("COLLAPSE")) {
      // The kernel goes on to look at the process by itself.
      out.apart();
    }
    if (advice.equals("PAGEOUT")) {
      // The kernel takes no page that another CPU has put aside for its lists.
      out.still();
    }
    if (out.coversPlayer()) {
      throw new Unplayable("the advice is about the player's own memory, too");
    }
    out.number(AbiWords.advice(advice));
  }

  private static void map(Call call, Lines out, boolean fixed) throws Unplayable {
    long flags = AbiWords.mapType(call.text("fl")) | AbiWords.mapFlags(call.words("ex"));
    if (call.words("ex").contains("HUGETLB")) {
      out.huge();
    }
    boolean keeps = call.words("ex").contains("NOREPLACE");
    out.number(call.prot("prot", Env.START))
        .number(flags | (fixed && !keeps ? AbiWords.MAP_FIXED : 0))
        .word(file(call))
        .uses(file(call))
        .pages(call, "off")
        .number(fixed ? SAY_OK : SAY_OTHER);
  }

  private static String file(Call call) throws Unplayable {
    String letters = call.text("fl");
    String name = letters.indexOf('f') >= 0 ? "f" : letters.indexOf('m') >= 0 ? "m" : "-";
    String file = call.has("fd") ? call.text("fd") : name;
    if (file.equals("dev")) {
      throw new Unplayable("the file 'dev' belongs to a driver of the model");
    }
    return file;
  }

  private static void mapRaw(Call call, Lines out) throws Unplayable {
    long flags = AbiWords.mapType(call.text("fl")) | AbiWords.mapFlags(call.words("ex"));
    if (call.words("ex").contains("HUGETLB")) {
      out.huge();
    }
    out.call("mmap")
        .absoluteRange(call)
        .number(call.prot("prot", Env.START))
        .number(flags | AbiWords.MAP_FIXED)
        .word("-")
        .number(0)
        .number(KEEP_L);
  }

  private static void remap(Call call, Lines out) throws Unplayable {
    out.call("mremap").range(call, "a", "old").pages(call, "new");
    out.number(AbiWords.remapFlags(call.text("fl")));
    if (call.has("to")) {
      // What lies at the target is unmapped, so it must not be the player's own.
      out.address(call, "to").number(1);
    } else {
      out.number(0).number(0);
    }
  }

  private static void remapFilePages(Call call, Lines out) throws Unplayable {
    sys(out, NR_REMAP_FILE_PAGES)
        .range(call, "a", "n")
        .number(call.prot("prot", Env.START))
        .value(call, "pgoff")
        .value(call, "flags");
  }
}
