// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.List;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;
import org.mmkit.suite.program.Env;

/** Calls on the heap, files, segments, limits, special mappings and userfaultfd. */
final class ObjectLines {
  private static final int NR_SHMDT = 67;
  private static final long BUFFER = 1 << 20;

  private ObjectLines() {}

  static void register(CallMap<Encoder> encoders) {
    registerHeap(encoders);
    registerFiles(encoders);
    registerSpecials(encoders);
    registerUserfaultfd(encoders);
    encoders.put("fillmaps", (call, out) -> out.call("fillmaps").apart().slow());
    encoders.put("fillcount", (call, out) -> out.call("fillcount").apart().slow());
    encoders.put("dropcap", (call, out) -> out.call("dropcap"));
    encoders.put("rlim", ObjectLines::limit);
  }

  private static void registerHeap(CallMap<Encoder> encoders) {
    encoders.put("brk_init", (call, out) -> out.call("brkinit"));
    encoders.put("brk", (call, out) -> out.call("brk").pages(call, "n"));
    encoders.put("brk_raw", (call, out) -> out.call("brkto").value(call, "addr"));
    encoders.put("cbrk", (call, out) -> out.call("brknow"));
  }

  private static void registerFiles(CallMap<Encoder> encoders) {
    encoders.put("ftrunc", (call, out) -> file(out, "trunc").pages(call, "n"));
    encoders.put("fpunch", (call, out) -> file(out, "punch").pages(call, "a").pages(call, "n"));
    encoders.put("fread", (call, out) -> file(out, "read").pages(call, "a"));
    encoders.put(
        "fwrite",
        (call, out) -> file(out, "write").pages(call, "a").number(MemoryLines.letter(call, "c")));
    encoders.put("fsync", (call, out) -> file(out, "sync"));
    encoders.put("fd_close", (call, out) -> out.call("close").word(call.text("fd")));
    encoders.put("shm", (call, out) -> out.call("shm").pages(call, "n"));
    encoders.put("shmat", (call, out) -> out.call("shmat").address(call, "a").value(call, "flags"));
    encoders.put("shmdt", (call, out) -> out.call("sys").number(NR_SHMDT).address(call, "a"));
    encoders.put("shmn", (call, out) -> out.call("shmn"));
    encoders.put("shmrm", (call, out) -> out.call("shmrm"));
    encoders.put(
        "uprobe", (call, out) -> out.call("uprobe").uses("u").apart().slow().pages(call, "off"));
  }

  private static Lines file(Lines out, String what) {
    return out.call("file").uses("f").word(what);
  }

  private static void registerSpecials(CallMap<Encoder> encoders) {
    encoders.put("special", ObjectLines::range);
    encoders.put("sp_unmap", (call, out) -> special(call, out, "unmap"));
    encoders.put("sp_lock", (call, out) -> special(call, out, "lock"));
    encoders.put("sp_pvr", (call, out) -> special(call, out, "pvr"));
    encoders.put(
        "sp_adv",
        (call, out) -> special(call, out, "adv").number(AbiWords.advice(call.text("advice"))));
    encoders.put(
        "sp_prot", (call, out) -> special(call, out, "prot").number(call.prot("p", Env.START)));
    encoders.put(
        "sp_remap",
        (call, out) ->
            special(call, out, "remap")
                .pages(call, "old")
                .pages(call, "new")
                .number(AbiWords.remapFlags(call.text("fl"))));
  }

  private static void range(Call call, Lines out) throws Unplayable {
    if (!call.text("name").equals("[vsyscall]")) {
      throw new Unplayable("where " + call.text("name") + " lies is the kernel's own affair");
    }
    special(call, out, "range");
  }

  private static Lines special(Call call, Lines out, String what) throws Unplayable {
    String name = call.text("name");
    if (name.equals("[stack]") || name.equals("[heap]")) {
      throw new Unplayable("the player itself needs its " + name);
    }
    if (!what.equals("pvr")) {
      out.apart();
    }
    return out.call("special").word(what).word(name);
  }

  private static void registerUserfaultfd(CallMap<Encoder> encoders) {
    encoders.put("uffd_open", ObjectLines::open);
    encoders.put("ureg", ObjectLines::register);
    encoders.put("uregb", ObjectLines::registerHeap);
    encoders.put("uunreg", (call, out) -> userfaultfd(call, out, "unreg"));
    encoders.put("uwake", (call, out) -> userfaultfd(call, out, "wake"));
    encoders.put("uzero", (call, out) -> userfaultfd(call, out, "zero"));
    encoders.put("upoison", (call, out) -> userfaultfd(call, out, "poison"));
    encoders.put("ucont", (call, out) -> userfaultfd(call, out, "cont"));
    encoders.put(
        "umove",
        (call, out) -> {
          userfaultfd(call, out, "move");
          out.address(call, "from");
        });
    encoders.put(
        "uwp",
        (call, out) -> {
          userfaultfd(call, out, "wp");
          out.number(call.value("on", Env.START) == 0 ? 0 : 1);
        });
    encoders.put(
        "ucopy",
        (call, out) -> {
          if (call.pages("n", Env.START) > BUFFER) {
            throw new Unplayable("the player copies at most " + BUFFER + " bytes at once");
          }
          userfaultfd(call, out, "copy");
        });
  }

  private static void open(Call call, Lines out) throws Unplayable {
    if (!call.words("features").isEmpty()) {
      throw new Unplayable("the player has no task that reads the events of a userfaultfd");
    }
    out.call("uffdopen");
  }

  private static void register(Call call, Lines out) throws Unplayable {
    userfaultfd(call, out, "reg");
    modes(call, out);
  }

  private static void registerHeap(Call call, Lines out) throws Unplayable {
    out.call("uffd").word("reg").heapRange(call);
    modes(call, out);
  }

  private static void modes(Call call, Lines out) {
    List<String> modes = call.words("modes");
    out.number(
        (modes.contains("MISSING") ? 1 : 0)
            | (modes.contains("WP") ? 2 : 0)
            | (modes.contains("MINOR") ? 4 : 0));
  }

  private static void userfaultfd(Call call, Lines out, String what) throws Unplayable {
    out.call("uffd").word(what).range(call, "a", "n");
  }

  private static void limit(Call call, Lines out) throws Unplayable {
    out.call("rlim").number(AbiWords.limit(call.text("limit")));
    if (call.isText("amount")) {
      out.number(1).number(Long.parseLong(call.text("amount").substring(1)));
    } else {
      out.number(0).value(call, "amount");
    }
  }
}
