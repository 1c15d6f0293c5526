// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

/** The words and flags of arguments, each with its weight: a part of the fuzzer's one table. */
final class Words {

  static final Weighted<String> PROTS =
      new Weighted<String>().add(40, "RW").add(14, "R").add(10, "N").add(6, "RX", "W", "RWX", "X");

  /** Bits of a protection that letters do not say: PROT_SEM, GROWSDOWN, GROWSUP, undefined ones. */
  static final Weighted<Long> PROT_BITS =
      new Weighted<Long>().add(1, 8L, 0x10L, 0x0100_0000L, 0x0200_0000L);

  /** Sharing, then what is mapped; also none of one or of the other. */
  static final Weighted<String> MAP_LETTERS =
      new Weighted<String>()
          .add(50, "pa")
          .add(12, "sa", "pf", "sf")
          .add(8, "pm", "sm")
          .add(2, "da", "va", "vf")
          .add(1, "p", "s", "a", "f");

  static final Weighted<String> MAP_FLAGS =
      new Weighted<String>()
          .add(140, "")
          .add(12, "LOCKED", "POPULATE", "NORESERVE", "GROWSDOWN")
          .add(20, "NOREPLACE")
          .add(4, "STACK", "POPULATE|NONBLOCK", "LOCKED|NORESERVE", "HUGETLB")
          .add(2, "DENYWRITE", "BAD", "GROWSDOWN|STACK", "LOCKED|POPULATE")
          // The model does not have MAP_EXECUTABLE, file systems differ about MAP_SYNC, and hosts
          // about what lies below 4 GiB.
          .add(0, "FIXED", "EXECUTABLE", "SYNC", "B32");

  /** Of an absolute address, which is always asked for as it is. */
  static final Weighted<String> RAW_FLAGS =
      new Weighted<String>().add(8, "FIXED").add(1, "FIXED|NORESERVE", "FIXED|LOCKED");

  static final Weighted<String> FILES =
      new Weighted<String>()
          .add(20, "ro", "wo", "f", "m", "zero")
          .add(8, "bad", "dir", "pipe")
          .add(6, "u", "dev")
          // The model does not have it.
          .add(0, "none");

  static final Weighted<String> OPEN_FILES =
      new Weighted<String>().add(3, "f", "m").add(1, "ro", "wo", "zero", "u", "dev");

  static final Weighted<String> ADVICE =
      new Weighted<String>()
          .add(24, "DONTNEED")
          .add(8, "FREE", "WIPEONFORK", "DONTFORK", "GUARD_INSTALL", "GUARD_REMOVE")
          .add(8, "POPULATE_READ", "POPULATE_WRITE", "REMOVE", "DONTNEED_LOCKED")
          .add(4, "KEEPONFORK", "DOFORK", "DONTDUMP", "DODUMP", "WILLNEED", "NORMAL")
          .add(4, "SEQUENTIAL", "RANDOM", "COLD", "PAGEOUT", "BAD")
          .add(2, "MERGEABLE", "UNMERGEABLE", "HUGEPAGE", "NOHUGEPAGE")
          // The model has no huge pages that come by themselves.
          .add(0, "COLLAPSE");

  static final Weighted<String> REMAP_LETTERS =
      new Weighted<String>()
          .add(30, "MF")
          .add(14, "M", "", "MFD")
          .add(6, "MD")
          .add(2, "F", "D", "FD", "B", "MB");

  /** Where a special mapping is moved to, what the memory holds is unknown. */
  static final Weighted<String> SPECIAL_REMAP_LETTERS =
      new Weighted<String>().add(3, "", "M").add(1, "F", "D", "B");

  static final Weighted<String> MSYNC_FLAGS =
      new Weighted<String>()
          .add(6, "SYNC")
          .add(3, "ASYNC", "INVALIDATE", "SYNC|INVALIDATE")
          .add(1, "0", "BAD", "ASYNC|SYNC");

  static final Weighted<String> LIMITS =
      new Weighted<String>().add(4, "AS").add(2, "DATA").add(3, "MEMLOCK");

  static final Weighted<String> SPECIALS =
      new Weighted<String>()
          .add(6, "[vdso]")
          .add(2, "[vvar]", "[vsyscall]")
          // Not every kernel has it; stack and heap of a host are not the program's.
          .add(0, "[vvar_vclock]", "[stack]", "[heap]");

  /** No process can unmap it. */
  static final String SPECIAL_THAT_STAYS = "[vsyscall]";

  static final Weighted<String> FEATURES = new Weighted<String>().add(2, "", "UNMAP");

  static final Weighted<String> UFFD_MODES =
      new Weighted<String>()
          .add(12, "MISSING")
          .add(2, "MISSING|WP", "MISSING|MINOR", "MINOR")
          .add(1, "WP");

  static final Weighted<String> SMAPS_FIELDS =
      new Weighted<String>()
          .add(6, "Rss")
          .add(2, "Size", "Anonymous", "Pss", "Locked")
          .add(1, "Swap");

  static final Weighted<String> VM_FLAGS =
      new Weighted<String>()
          .add(1, "rd", "wr", "ex", "sh", "gd", "lo", "dc", "wf", "ht", "nr")
          .add(1, "dd", "sl", "um", "ui", "uw", "dp", "sr", "rr", "lf");

  private Words() {}
}
