// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.util.List;
import java.util.Map;

/** The numbers that the words of the case language have in the ABI of Linux on x86-64. */
final class AbiWords {
  static final long MAP_FIXED = 0x10;
  private static final long MAP_FIXED_NOREPLACE = 0x10_0000;

  private static final Map<Character, Long> MAP_TYPES =
      Map.of('s', 1L, 'p', 2L, 'v', 3L, 'd', 8L, 'a', 0x20L);

  /** BAD is a bit that no flag uses. */
  private static final Map<String, Long> MAP_FLAGS =
      Map.ofEntries(
          Map.entry("FIXED", MAP_FIXED),
          Map.entry("B32", 0x40L),
          Map.entry("GROWSDOWN", 0x100L),
          Map.entry("BAD", 0x400L),
          Map.entry("DENYWRITE", 0x800L),
          Map.entry("EXECUTABLE", 0x1000L),
          Map.entry("LOCKED", 0x2000L),
          Map.entry("NORESERVE", 0x4000L),
          Map.entry("POPULATE", 0x8000L),
          Map.entry("NONBLOCK", 0x1_0000L),
          Map.entry("STACK", 0x2_0000L),
          Map.entry("HUGETLB", 0x4_0000L),
          Map.entry("SYNC", 0x8_0000L),
          Map.entry("NOREPLACE", MAP_FIXED_NOREPLACE));

  private static final Map<Character, Long> REMAP_FLAGS =
      Map.of('M', 1L, 'F', 2L, 'D', 4L, 'B', 8L);

  private static final Map<String, Long> SYNC_FLAGS =
      Map.of("ASYNC", 1L, "INVALIDATE", 2L, "SYNC", 4L, "BAD", 8L, "0", 0L);

  private static final Map<String, Long> LIMITS = Map.of("DATA", 2L, "MEMLOCK", 8L, "AS", 9L);

  private static final Map<String, Long> ADVICE =
      Map.ofEntries(
          Map.entry("NORMAL", 0L),
          Map.entry("RANDOM", 1L),
          Map.entry("SEQUENTIAL", 2L),
          Map.entry("WILLNEED", 3L),
          Map.entry("DONTNEED", 4L),
          Map.entry("FREE", 8L),
          Map.entry("REMOVE", 9L),
          Map.entry("DONTFORK", 10L),
          Map.entry("DOFORK", 11L),
          Map.entry("MERGEABLE", 12L),
          Map.entry("UNMERGEABLE", 13L),
          Map.entry("HUGEPAGE", 14L),
          Map.entry("NOHUGEPAGE", 15L),
          Map.entry("DONTDUMP", 16L),
          Map.entry("DODUMP", 17L),
          Map.entry("WIPEONFORK", 18L),
          Map.entry("KEEPONFORK", 19L),
          Map.entry("COLD", 20L),
          Map.entry("PAGEOUT", 21L),
          Map.entry("POPULATE_READ", 22L),
          Map.entry("POPULATE_WRITE", 23L),
          Map.entry("DONTNEED_LOCKED", 24L),
          Map.entry("COLLAPSE", 25L),
          Map.entry("GUARD_INSTALL", 102L),
          Map.entry("GUARD_REMOVE", 103L),
          Map.entry("BAD", 9999L));

  private AbiWords() {}

  static long mapType(String letters) {
    return letters
        .chars()
        .mapToLong(c -> MAP_TYPES.getOrDefault((char) c, 0L))
        .reduce(0, AbiWords::or);
  }

  static long mapFlags(List<String> words) throws Unplayable {
    return bits(MAP_FLAGS, words, "MAP_");
  }

  static long remapFlags(String letters) {
    return letters
        .chars()
        .mapToLong(c -> REMAP_FLAGS.getOrDefault((char) c, 0L))
        .reduce(0, AbiWords::or);
  }

  static long syncFlags(List<String> words) throws Unplayable {
    return bits(SYNC_FLAGS, words, "MS_");
  }

  static long advice(String word) throws Unplayable {
    return bits(ADVICE, List.of(word), "MADV_");
  }

  static long limit(String word) throws Unplayable {
    return bits(LIMITS, List.of(word), "RLIMIT_");
  }

  private static long bits(Map<String, Long> known, List<String> words, String prefix)
      throws Unplayable {
    long bits = 0;
    for (String word : words) {
      Long bit = known.get(word);
      if (bit == null) {
        throw new Unplayable("the player does not know " + prefix + word);
      }
      bits |= bit;
    }
    return bits;
  }

  private static long or(long a, long b) {
    return a | b;
  }
}
