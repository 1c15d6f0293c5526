// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import java.util.List;
import org.mmkit.mm.uapi.MmapFlags;

/** The letters and words of the case language for flags of mmap. */
final class MapWords {
  /** A bit that no flag uses. */
  private static final int BAD = 1 << 10;

  private MapWords() {}

  static int type(String letters) {
    int flags = 0;
    for (char letter : letters.toCharArray()) {
      flags |=
          switch (letter) {
            case 'p' -> MmapFlags.MAP_PRIVATE;
            case 's' -> MmapFlags.MAP_SHARED;
            case 'v' -> MmapFlags.MAP_SHARED_VALIDATE;
            case 'd' -> MmapFlags.MAP_DROPPABLE;
            case 'a' -> MmapFlags.MAP_ANONYMOUS;
            default -> 0;
          };
    }
    return flags;
  }

  static int flags(List<String> words) {
    int flags = 0;
    for (String word : words) {
      flags |=
          switch (word) {
            case "NOREPLACE" -> MmapFlags.MAP_FIXED_NOREPLACE;
            case "FIXED" -> MmapFlags.MAP_FIXED;
            case "NORESERVE" -> MmapFlags.MAP_NORESERVE;
            case "GROWSDOWN" -> MmapFlags.MAP_GROWSDOWN;
            case "DENYWRITE" -> MmapFlags.MAP_DENYWRITE;
            case "STACK" -> MmapFlags.MAP_STACK;
            case "LOCKED" -> MmapFlags.MAP_LOCKED;
            case "POPULATE" -> MmapFlags.MAP_POPULATE;
            case "NONBLOCK" -> MmapFlags.MAP_NONBLOCK;
            case "HUGETLB" -> MmapFlags.MAP_HUGETLB;
            case "SYNC" -> MmapFlags.MAP_SYNC;
            case "B32" -> MmapFlags.MAP_32BIT;
            case "BAD" -> BAD;
            default -> throw new NotModelled("the flag MAP_" + word);
          };
    }
    return flags;
  }
}
