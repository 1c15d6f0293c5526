// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallMap;

/** Calls that make processes, and calls on the child that lives on. */
final class ChildLines {
  private ChildLines() {}

  static void register(CallMap<Encoder> encoders) {
    encoders.put("fork", (call, out) -> ops(call, out, "fork"));
    encoders.put("vfork", (call, out) -> ops(call, out, "vfork"));
    encoders.put("child", (call, out) -> ops(call, out, "child"));
    encoders.put("child_exit", (call, out) -> out.call("childexit"));
    encoders.put("child_pvr", (call, out) -> out.call("childread").address(call, "a"));
    encoders.put("child_maps", (call, out) -> out.call("childmaps"));
    encoders.put("mrelease", (call, out) -> out.call("mrelease"));
    encoders.put("post", (call, out) -> out.call("nothing"));
    encoders.put("count", (call, out) -> out.call("nothing"));
  }

  /**
   * The lines of the child's calls follow that of the call, which tells their number, and the files
   * that its parent opens for it.
   */
  private static void ops(Call call, Lines out, String name) throws Unplayable {
    Lines inner = new Lines();
    for (Call op : call.ops("ops")) {
      HostProgram.encode(op, inner);
    }
    out.call(name).number(inner.count());
    inner.files().forEach(out::word);
    out.addBehind(inner, !name.equals("vfork"));
  }
}
