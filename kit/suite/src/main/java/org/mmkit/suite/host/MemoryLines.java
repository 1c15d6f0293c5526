// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;
import org.mmkit.suite.program.Env;

/** Calls that look at memory or change what it holds, and what /proc says of it. */
final class MemoryLines {
  private static final long PAGE = 4096;

  /** What the player's buffer holds. */
  private static final long BUFFER = 1 << 20;

  private MemoryLines() {}

  static void register(CallMap<Encoder> encoders) {
    encoders.put("r", (call, out) -> out.call("ld").reads().address(call, "a"));
    encoders.put("w", (call, out) -> out.call("st").address(call, "a").number(letter(call, "c")));
    encoders.put("xc", (call, out) -> out.call("exec").address(call, "a"));
    encoders.put(
        "fill", (call, out) -> pageCount(call, out.call("fill")).number(letter(call, "first")));
    encoders.put("pat", (call, out) -> pageCount(call, out.call("pat").reads()));
    encoders.put("pvr", (call, out) -> processVm(call, out, 0));
    encoders.put("pvw", (call, out) -> processVm(call, out, 1));
    encoders.put("rd", (call, out) -> pipe(call, out, 1));
    encoders.put("wr", (call, out) -> pipe(call, out, 0));
    encoders.put("memrd", (call, out) -> out.call("mem").reads().number(0).address(call, "a"));
    encoders.put(
        "memwr",
        (call, out) -> out.call("mem").number(1).address(call, "a").number(letter(call, "c")));
    encoders.put(
        "mincore", (call, out) -> out.call("mincore").reads().range(call, "a", "n").word("own"));
    encoders.put(
        "mincore_raw",
        (call, out) ->
            out.call("mincore")
                .reads()
                .absoluteRange(call)
                .word("at")
                .changes()
                .address(call, "vec"));
    encoders.put("rb", (call, out) -> out.call("ld").heapAddress(call, "a"));
    encoders.put(
        "wb", (call, out) -> out.call("st").heapAddress(call, "a").number(letter(call, "c")));
    registerQuestions(encoders);
  }

  private static void registerQuestions(CallMap<Encoder> encoders) {
    encoders.put("maps", (call, out) -> out.call("maps"));
    encoders.put("nvma", (call, out) -> out.call("nvma"));
    encoders.put("vmlck", (call, out) -> out.call("vmlck"));
    encoders.put("hfree", (call, out) -> out.call("hfree").huge());
    encoders.put(
        "smaps",
        (call, out) ->
            out.call("smaps").reads().address(call, "a").word(plain(call.text("field"))));
    encoders.put(
        "hasflag",
        (call, out) ->
            out.call("hasflag").reads().address(call, "a").word(plain(call.text("flag"))));
    encoders.put("mapname_deleted", (call, out) -> out.call("deleted").reads().address(call, "a"));
  }

  static long letter(Call call, String param) {
    return call.character(param, Env.START);
  }

  /** A word that cannot break the line. */
  private static String plain(String word) throws Unplayable {
    if (!word.matches("[A-Za-z_]+")) {
      throw new Unplayable("the player cannot ask for '" + word + "'");
    }
    return word;
  }

  /** An address, and how many whole pages the call touches from there on. */
  private static Lines pageCount(Call call, Lines out) throws Unplayable {
    long pages = call.pages("n", Env.START) / PAGE;
    out.touchesPages(call, "a", pages);
    return out.address(call, "a").number(Math.max(0, pages));
  }

  private static void processVm(Call call, Lines out, int write) throws Unplayable {
    limit(call.value("bytes", Env.START));
    out.call("pvm").number(write).address(call, "a").value(call, "bytes");
    if (call.has("pid")) {
      out.value(call, "pid");
    }
  }

  private static void pipe(Call call, Lines out, int intoMemory) throws Unplayable {
    limit(call.pages("n", Env.START));
    out.call("pipe").number(intoMemory).range(call, "a", "n");
  }

  private static void limit(long bytes) throws Unplayable {
    if (bytes < 0 || bytes > BUFFER) {
      throw new Unplayable("the player copies at most " + BUFFER + " bytes at once");
    }
  }
}
