// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

import org.mmkit.mm.BoundsTables;

/** The bits of {@code vm_flags} that the model knows, under the kernel's names. */
public final class VmFlags {
  public static final long VM_READ = 1L;
  public static final long VM_WRITE = 1L << 1;
  public static final long VM_EXEC = 1L << 2;
  public static final long VM_SHARED = 1L << 3;
  public static final long VM_MAYREAD = 1L << 4;
  public static final long VM_MAYWRITE = 1L << 5;
  public static final long VM_MAYEXEC = 1L << 6;
  public static final long VM_MAYSHARE = 1L << 7;
  public static final long VM_GROWSDOWN = 1L << 8;
  public static final long VM_UFFD_MISSING = 1L << 9;
  public static final long VM_PFNMAP = 1L << 10;

  /** Guard markers may be in its page tables; never taken back. */
  public static final long VM_MAYBE_GUARD = 1L << 11;

  public static final long VM_UFFD_WP = 1L << 12;

  /** Pages that shared memory has, but that are not mapped here, are userfaultfd's to map. */
  public static final long VM_UFFD_MINOR = 1L << 41;

  public static final long VM_LOCKED = 1L << 13;
  public static final long VM_IO = 1L << 14;
  public static final long VM_SEQ_READ = 1L << 15;
  public static final long VM_RAND_READ = 1L << 16;
  public static final long VM_DONTCOPY = 1L << 17;
  public static final long VM_DONTEXPAND = 1L << 18;
  public static final long VM_LOCKONFAULT = 1L << 19;
  public static final long VM_ACCOUNT = 1L << 20;
  public static final long VM_NORESERVE = 1L << 21;
  public static final long VM_HUGETLB = 1L << 22;

  /** The memory type of its page frames is kept track of, as x86 does. */
  public static final long VM_PAT = 1L << 24;

  /** No flag of the kernel's: anonymous memory whose vm_file is /dev/zero. */
  public static final long VM_ZERO_DEVICE = 1L << 44;

  /** MAP_SYNC was asked for. */
  public static final long VM_SYNC = 1L << 23;

  public static final long VM_WIPEONFORK = 1L << 25;
  public static final long VM_DONTDUMP = 1L << 26;

  /** It may map page frames with and without struct pages. */
  public static final long VM_MIXEDMAP = 1L << 28;

  public static final long VM_HUGEPAGE = 1L << 29;
  public static final long VM_NOHUGEPAGE = 1L << 30;
  public static final long VM_MERGEABLE = 1L << 31;
  public static final long VM_DROPPABLE = 1L << 40;
  public static final long VM_SEALED = 1L << 42;

  /** A table of {@link BoundsTables}. */
  public static final long VM_MPX = 1L << 43;

  /** The mark that series v3 and v4 put on a VMA being unmapped; no Linux release has it. */
  public static final long VM_DEAD = 1L << 50;

  /** How far VM_MAYREAD and its like lie above the permissions that they allow. */
  public static final int MAY_SHIFT = 4;

  /** Read, write and execute. */
  public static final long VM_ACCESS_FLAGS = VM_READ | VM_WRITE | VM_EXEC;

  /** What fork, mlock and madvise leave alone. */
  public static final long VM_SPECIAL = VM_IO | VM_DONTEXPAND | VM_PFNMAP | VM_MIXEDMAP;

  /** What does not keep VMAs apart, and what a merged one has if a part had it. */
  public static final long VM_STICKY = VM_MAYBE_GUARD;

  public static final long VM_LOCKED_MASK = VM_LOCKED | VM_LOCKONFAULT;

  public static final long VM_UFFD_FLAGS = VM_UFFD_MISSING | VM_UFFD_WP | VM_UFFD_MINOR;

  private VmFlags() {}

  /** The permission column of /proc/PID/maps. */
  public static String permissions(long flags) {
    char[] text = new char[4];
    text[0] = (flags & VM_READ) != 0 ? 'r' : '-';
    text[1] = (flags & VM_WRITE) != 0 ? 'w' : '-';
    text[2] = (flags & VM_EXEC) != 0 ? 'x' : '-';
    text[3] = (flags & VM_MAYSHARE) != 0 ? 's' : 'p';
    return new String(text);
  }

  /** What the permissions do not say, in the codes of smaps; empty, or with a blank in front. */
  public static String marks(long flags) {
    StringBuilder text = new StringBuilder();
    text.append((flags & VM_GROWSDOWN) == 0 ? "" : " gd");
    text.append((flags & VM_LOCKED) == 0 ? "" : " lo");
    text.append((flags & VM_HUGETLB) == 0 ? "" : " ht");
    text.append((flags & VM_PFNMAP) == 0 ? "" : " pf");
    text.append((flags & VM_DEAD) == 0 ? "" : " VM_DEAD");
    return text.toString();
  }

  /**
   * Whether the pages of a mapping count against the commit limit ({@code accountable_mapping}).
   */
  public static boolean isAccountable(long flags) {
    return (flags & (VM_NORESERVE | VM_SHARED | VM_WRITE | VM_HUGETLB)) == VM_WRITE;
  }

  /** Whether the mapping counts as data: private, writable, no stack ({@code is_data_mapping}). */
  public static boolean isData(long flags) {
    return (flags & (VM_WRITE | VM_SHARED | VM_GROWSDOWN)) == VM_WRITE;
  }

  /** Whether the mapping counts as code ({@code is_exec_mapping}). */
  public static boolean isExec(long flags) {
    return (flags & (VM_EXEC | VM_WRITE | VM_GROWSDOWN)) == VM_EXEC;
  }

  /** Whether the mapping counts as stack ({@code is_stack_mapping}). */
  public static boolean isStack(long flags) {
    return (flags & VM_GROWSDOWN) != 0;
  }

  /** Whether the mapping is private and may be written: its pages are copied at the first store. */
  public static boolean isCow(long flags) {
    return (flags & (VM_SHARED | VM_MAYWRITE)) == VM_MAYWRITE;
  }
}
