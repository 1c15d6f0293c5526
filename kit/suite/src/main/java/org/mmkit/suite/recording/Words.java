// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.Map;
import java.util.TreeMap;
import org.mmkit.mm.uapi.MmapFlags;

/** Flags as strace writes them, as names or as numbers, and what of them the model knows. */
final class Words {
  static final Words PROT = new Words("PROT");
  static final Words MAP = new Words("MAP");
  static final Words MREMAP = new Words("MREMAP");
  static final Words LOCK = new Words("flag of mlock");
  static final Words SYNC = new Words("MS");

  private static final int EXECUTABLE = 0x1000;

  static {
    PROT.put(Map.of("PROT_NONE", 0, "PROT_READ", 1, "PROT_WRITE", 2, "PROT_EXEC", 4));
    PROT.put(
        Map.of("PROT_GROWSDOWN", MmapFlags.PROT_GROWSDOWN, "PROT_GROWSUP", MmapFlags.PROT_GROWSUP));
    MAP.put(
        Map.of(
            "MAP_SHARED", MmapFlags.MAP_SHARED,
            "MAP_PRIVATE", MmapFlags.MAP_PRIVATE,
            "MAP_SHARED_VALIDATE", MmapFlags.MAP_SHARED_VALIDATE,
            "MAP_FIXED", MmapFlags.MAP_FIXED,
            "MAP_ANONYMOUS", MmapFlags.MAP_ANONYMOUS,
            "MAP_32BIT", MmapFlags.MAP_32BIT,
            "MAP_GROWSDOWN", MmapFlags.MAP_GROWSDOWN,
            "MAP_DENYWRITE", MmapFlags.MAP_DENYWRITE,
            "MAP_EXECUTABLE", EXECUTABLE));
    MAP.put(
        Map.of(
            "MAP_FILE", 0,
            "MAP_LOCKED", MmapFlags.MAP_LOCKED,
            "MAP_NORESERVE", MmapFlags.MAP_NORESERVE,
            "MAP_POPULATE", MmapFlags.MAP_POPULATE,
            "MAP_NONBLOCK", MmapFlags.MAP_NONBLOCK,
            "MAP_STACK", MmapFlags.MAP_STACK,
            "MAP_HUGETLB", MmapFlags.MAP_HUGETLB,
            "MAP_SYNC", MmapFlags.MAP_SYNC,
            "MAP_FIXED_NOREPLACE", MmapFlags.MAP_FIXED_NOREPLACE,
            "MAP_DROPPABLE", MmapFlags.MAP_DROPPABLE));
    MREMAP.put(Map.of("MREMAP_MAYMOVE", 1, "MREMAP_FIXED", 2, "MREMAP_DONTUNMAP", 4));
    LOCK.put(Map.of("MCL_CURRENT", 1, "MCL_FUTURE", 2, "MCL_ONFAULT", 4, "MLOCK_ONFAULT", 1));
    SYNC.put(Map.of("MS_ASYNC", 1, "MS_INVALIDATE", 2, "MS_SYNC", 4));
  }

  private final String what;
  private final TreeMap<String, Integer> bits = new TreeMap<>();
  private int known;

  private Words(String what) {
    this.what = what;
  }

  private void put(Map<String, Integer> words) {
    bits.putAll(words);
    words.values().forEach(value -> known |= value);
  }

  /** The bits that the model knows; others are left away and counted. */
  int bits(String text, Tally tally) {
    int all = 0;
    for (String part : text.replaceAll("/\\*.*?\\*/", " ").split("\\|")) {
      String word = part.strip();
      Integer named = bits.get(word);
      if (named != null) {
        all |= named;
      } else if (word.matches("0x[0-9a-f]{1,15}|[0-9]{1,18}")) {
        long number = Args.number(word);
        all |= (int) (number & known);
        if ((number & ~known) != 0) {
          tally.leftAway(what + " 0x" + Long.toHexString(number & ~known));
        }
      } else {
        tally.leftAway(word.isEmpty() ? what + " without a name" : word);
      }
    }
    return all;
  }
}
