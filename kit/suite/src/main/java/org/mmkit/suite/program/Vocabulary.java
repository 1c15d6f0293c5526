// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;

/** The words that arguments are made of. */
final class Vocabulary {

  static final List<String> PROTS = List.of("N", "R", "W", "X", "RW", "RX", "RWX");

  static final List<String> ADVICE =
      List.of(
          "NORMAL",
          "RANDOM",
          "SEQUENTIAL",
          "WILLNEED",
          "DONTNEED",
          "DONTNEED_LOCKED",
          "FREE",
          "REMOVE",
          "DONTFORK",
          "DOFORK",
          "WIPEONFORK",
          "KEEPONFORK",
          "DONTDUMP",
          "DODUMP",
          "MERGEABLE",
          "UNMERGEABLE",
          "HUGEPAGE",
          "NOHUGEPAGE",
          "COLLAPSE",
          "COLD",
          "PAGEOUT",
          "POPULATE_READ",
          "POPULATE_WRITE",
          "GUARD_INSTALL",
          "GUARD_REMOVE",
          "BAD");

  static final List<String> MAP_FLAGS =
      List.of(
          "FIXED",
          "NOREPLACE",
          "LOCKED",
          "POPULATE",
          "NONBLOCK",
          "NORESERVE",
          "GROWSDOWN",
          "STACK",
          "HUGETLB",
          "DENYWRITE",
          "EXECUTABLE",
          "SYNC",
          "B32",
          "BAD");

  static final List<String> MSYNC_FLAGS = List.of("SYNC", "ASYNC", "INVALIDATE", "0", "BAD");

  static final List<String> UFFD_FEATURES = List.of("UNMAP", "MONITOR");

  static final List<String> UFFD_MODES = List.of("MISSING", "WP", "MINOR");

  static final List<String> FILES =
      List.of("ro", "wo", "bad", "dir", "pipe", "zero", "f", "m", "none", "u", "dev");

  static final List<String> LIMITS = List.of("AS", "DATA", "MEMLOCK");

  static final List<String> SPECIALS =
      List.of("[vdso]", "[vvar]", "[vvar_vclock]", "[vsyscall]", "[stack]", "[heap]");

  /** How the letters of a map read: sharing, then what is mapped. */
  static final List<String> MAP_LETTERS = List.of("p", "s", "v", "d", "a", "f", "m");

  static final List<String> REMAP_LETTERS = List.of("M", "F", "D", "B");

  private Vocabulary() {}
}
