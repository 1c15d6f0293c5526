// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mmkit.mm.ProcMaps;
import org.mmkit.mm.ProcMaps.Line;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Call;

/** What /proc/self/maps says of the arena. */
final class MapsCalls {
  /** Pages of the arena: lines beyond belong to the process. */
  private static final long ARENA_PAGES = 1L << 33;

  private MapsCalls() {}

  static void register(Map<String, CallHandler> handlers) {
    handlers.put("maps", (context, call) -> text(context, call));
    handlers.put("nvma", (context, call) -> Integer.toString(arena(context).size()));
  }

  static List<Line> arena(CallContext context) {
    List<Line> lines = new ArrayList<>();
    for (Line line : new ProcMaps(context.task()).read()) {
      long page = (line.start() - Arena.BASE) >> 12;
      if (page >= -(1 << 20) && page < ARENA_PAGES) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static String text(CallContext context, Call call) {
    List<String> parts = new ArrayList<>();
    for (Line line : arena(context)) {
      long start = (line.start() - Arena.BASE) >> 12;
      long end = (line.end() - Arena.BASE) >> 12;
      String offset = line.hasNamedFile() ? " @" + line.pgoff() : "";
      parts.add(start + "-" + end + " " + line.permissions() + offset);
    }
    return "[" + String.join("; ", parts) + "]";
  }
}
