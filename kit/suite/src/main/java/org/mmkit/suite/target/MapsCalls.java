// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.mm.proc.ProcMaps.Line;
import org.mmkit.mm.proc.Smaps;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** What /proc/self/maps, smaps and status say. */
final class MapsCalls {
  private static final long KIB_OF_PAGE = 4;

  private MapsCalls() {}

  static void register(CallMap<CallHandler> handlers) {
    handlers.put("maps", (context, call) -> text(context));
    handlers.put("nvma", (context, call) -> Integer.toString(arena(context).size()));
    handlers.put("smaps", MapsCalls::smaps);
    handlers.put("rollup", (c, call) -> Long.toString(Smaps.of(c.task()).rollupRss()));
    handlers.put("hasflag", MapsCalls::hasFlag);
    handlers.put("vmlck", (context, call) -> Long.toString(context.mm().counters().lockedVm()));
    handlers.put("totalmaps", (context, call) -> Integer.toString(all(context).size() + 1));
    handlers.put("mapname_deleted", MapsCalls::deleted);
  }

  /** All lines but the one of the vsyscall page, which is in no address space. */
  static List<Line> all(CallContext context) {
    return new ProcMaps(context.task()).read();
  }

  static List<Line> arena(CallContext context) {
    return arena(all(context));
  }

  private static List<Line> arena(List<Line> all) {
    List<Line> lines = new ArrayList<>();
    for (Line line : all) {
      long page = (line.start() - Arena.BASE) >> 12;
      if (page >= -Arena.MARGIN && page < Arena.PAGES) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String text(CallContext context) {
    return text(arena(context));
  }

  /** The arena's lines of all that maps shows. */
  static String textOf(List<Line> all) {
    return text(arena(all));
  }

  private static String text(List<Line> lines) {
    List<String> parts = new ArrayList<>();
    for (Line line : lines) {
      long start = (line.start() - Arena.BASE) >> 12;
      long end = (line.end() - Arena.BASE) >> 12;
      String offset = line.hasNamedFile() ? " @" + line.pgoff() : "";
      parts.add(start + "-" + end + " " + line.permissions() + offset);
    }
    return "[" + String.join("; ", parts) + "]";
  }

  private static Smaps.@Nullable Entry entry(CallContext context, Call call) {
    return Smaps.of(context.task()).at(call.address("a", context.env()));
  }

  private static String smaps(CallContext context, Call call) {
    Smaps.Entry entry = entry(context, call);
    if (entry == null) {
      return "none";
    }
    return switch (call.text("field")) {
      case "Size" -> Long.toString(entry.size());
      case "Rss" -> Long.toString(entry.rss());
      case "Anonymous" -> Long.toString(entry.anonymous());
      case "Pss" -> pages(entry.pssKib());
      case "Locked" -> pages(entry.lockedKib());
      case "Swap", "SwapPss", "AnonHugePages", "ShmemPmdMapped", "FilePmdMapped" -> "0";
      default -> throw new NotModelled("the smaps field " + call.text("field"));
    };
  }

  /** Shares of a page are quarters. */
  private static String pages(long kib) {
    String rest = List.of("", ".25", ".5", ".75").get((int) (kib % KIB_OF_PAGE));
    return kib / KIB_OF_PAGE + rest;
  }

  private static String hasFlag(CallContext context, Call call) {
    Smaps.Entry entry = entry(context, call);
    boolean set = entry != null && (entry.flags() & flag(call.text("flag"))) != 0;
    return set ? "yes" : "no";
  }

  private static long flag(String code) {
    return switch (code) {
      case "rd" -> VmFlags.VM_READ;
      case "wr" -> VmFlags.VM_WRITE;
      case "ex" -> VmFlags.VM_EXEC;
      case "sh" -> VmFlags.VM_SHARED;
      case "mr" -> VmFlags.VM_MAYREAD;
      case "mw" -> VmFlags.VM_MAYWRITE;
      case "me" -> VmFlags.VM_MAYEXEC;
      case "ms" -> VmFlags.VM_MAYSHARE;
      case "gd" -> VmFlags.VM_GROWSDOWN;
      case "um" -> VmFlags.VM_UFFD_MISSING;
      case "ui" -> VmFlags.VM_UFFD_MINOR;
      case "pf" -> VmFlags.VM_PFNMAP;
      case "gu" -> VmFlags.VM_MAYBE_GUARD;
      case "uw" -> VmFlags.VM_UFFD_WP;
      case "lo" -> VmFlags.VM_LOCKED;
      case "io" -> VmFlags.VM_IO;
      case "sr" -> VmFlags.VM_SEQ_READ;
      case "rr" -> VmFlags.VM_RAND_READ;
      case "dc" -> VmFlags.VM_DONTCOPY;
      case "de" -> VmFlags.VM_DONTEXPAND;
      case "lf" -> VmFlags.VM_LOCKONFAULT;
      case "ac" -> VmFlags.VM_ACCOUNT;
      case "nr" -> VmFlags.VM_NORESERVE;
      case "ht" -> VmFlags.VM_HUGETLB;
      case "wf" -> VmFlags.VM_WIPEONFORK;
      case "dd" -> VmFlags.VM_DONTDUMP;
      case "hg" -> VmFlags.VM_HUGEPAGE;
      case "nh" -> VmFlags.VM_NOHUGEPAGE;
      case "mg" -> VmFlags.VM_MERGEABLE;
      case "dp" -> VmFlags.VM_DROPPABLE;
      case "sl" -> VmFlags.VM_SEALED;
      // Flags that no mapping has here: soft-dirty tracking is not configured, for one.
      case "sd", "mm", "nl", "ar", "sf", "mt", "ss" -> 0;
      default -> throw new NotModelled("the VmFlags code " + code);
    };
  }

  /** F has no name any more, nor ever had the other files. */
  private static String deleted(CallContext context, Call call) {
    long address = call.address("a", context.env());
    for (Line line : all(context)) {
      if (line.start() <= address && address < line.end()) {
        boolean kept = line.fileId() == 0 || context.world().hasName(line.fileId());
        return kept ? "no" : "yes";
      }
    }
    return "no";
  }
}
