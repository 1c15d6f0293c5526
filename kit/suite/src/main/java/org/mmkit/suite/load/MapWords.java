// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.mm.uapi.MmapFlags;

/** How a load writes what mmap maps: {@code 'pa'}, {@code 'POPULATE|FIXED'}. */
final class MapWords {
  static final List<String> LETTERS = List.of("pa", "sa", "pf", "sf", "pF", "sF");

  private static final TreeMap<String, Integer> FLAGS =
      new TreeMap<>(
          Map.of(
              "FIXED", MmapFlags.MAP_FIXED,
              "GROWSDOWN", MmapFlags.MAP_GROWSDOWN,
              "NOREPLACE", MmapFlags.MAP_FIXED_NOREPLACE,
              "LOCKED", MmapFlags.MAP_LOCKED,
              "NORESERVE", MmapFlags.MAP_NORESERVE,
              "POPULATE", MmapFlags.MAP_POPULATE,
              "STACK", MmapFlags.MAP_STACK));

  private static final int MREMAP_MAYMOVE = 1;
  private static final int MREMAP_FIXED = 2;
  private static final int MREMAP_DONTUNMAP = 4;

  final int flags;

  /** Whether a file is mapped, and whether all tasks have the same. */
  final boolean file;

  final boolean commonFile;

  MapWords(String letters, String words) {
    int bits = letters.startsWith("p") ? MmapFlags.MAP_PRIVATE : MmapFlags.MAP_SHARED;
    commonFile = letters.endsWith("F");
    file = commonFile || letters.endsWith("f");
    bits |= file ? 0 : MmapFlags.MAP_ANONYMOUS;
    for (String word : words.isEmpty() ? new String[0] : words.split("\\|")) {
      bits |= FLAGS.getOrDefault(word, 0);
    }
    flags = bits;
  }

  boolean replaces() {
    return (flags & MmapFlags.MAP_FIXED) != 0;
  }

  static List<String> flagNames() {
    return List.copyOf(FLAGS.keySet());
  }

  static int moves(String letters) {
    int bits = 0;
    for (char letter : letters.toCharArray()) {
      bits |= letter == 'M' ? MREMAP_MAYMOVE : letter == 'F' ? MREMAP_FIXED : MREMAP_DONTUNMAP;
    }
    return bits;
  }
}
