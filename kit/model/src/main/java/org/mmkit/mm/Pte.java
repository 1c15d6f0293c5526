// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.VmFlags;

/**
 * Page-table entries, packed in a long: the frame number from bit 12 up and the bits below. An
 * entry of 0 is {@code pte_none}.
 */
public final class Pte {
  public static final long NONE = 0;
  public static final long PRESENT = 1;
  public static final long WRITE = 1L << 1;
  public static final long EXEC = 1L << 2;
  public static final long DIRTY = 1L << 3;

  /** The zero page or a page frame without a struct page: neither counted nor freed. */
  public static final long SPECIAL = 1L << 4;

  /** Mapped, but access is forbidden (PROT_NONE): not present for the hardware. */
  public static final long PROTNONE = 1L << 5;

  /** A guard marker of MADV_GUARD_INSTALL: not present, every access faults. */
  public static final long GUARD = 1L << 6;

  /** Write-protected by userfaultfd. */
  public static final long UFFD_WP = 1L << 7;

  /** Holds the place of a page that is being moved to another frame; the frame is the old one. */
  public static final long MIGRATION = 1L << 8;

  /** A page that userfaultfd has declared to be broken: not present, every access is an error. */
  public static final long POISON = 1L << 9;

  /** A fork shared the page, and nobody has made it this mm's alone again (no AnonExclusive). */
  public static final long FORKED = 1L << 10;

  /** Markers that make every access fault. */
  public static final long FATAL = GUARD | POISON;

  /** What a store leaves in an entry, and what it takes. */
  public static final long STORED = WRITE | DIRTY;

  private static final int FRAME_SHIFT = 12;

  private Pte() {}

  /** An entry that maps a frame with some of the bits above. */
  public static long of(int frame, long bits) {
    return ((long) frame << FRAME_SHIFT) | bits;
  }

  /** The frame number of a present or PROT_NONE entry. */
  public static int frame(long pte) {
    return (int) (pte >>> FRAME_SHIFT);
  }

  /** Whether the hardware can use it. */
  public static boolean isPresent(long pte) {
    return (pte & PRESENT) != 0;
  }

  /** Whether it holds a page ({@code pte_present} on x86, which covers PROT_NONE). */
  public static boolean holdsPage(long pte) {
    return (pte & (PRESENT | PROTNONE)) != 0;
  }

  /** Whether it holds a page with a struct page. */
  public static boolean holdsNormalPage(long pte) {
    return holdsPage(pte) && (pte & SPECIAL) == 0;
  }

  /** Whether stores are allowed. */
  public static boolean isWritable(long pte) {
    return (pte & (PRESENT | WRITE)) == (PRESENT | WRITE);
  }

  /**
   * The bits that a store to a page adds ({@code maybe_mkwrite}): writable only where the VMA is,
   * for a forced store by the kernel does not make it so.
   */
  public static long stored(long vmFlags) {
    return (vmFlags & VmFlags.VM_WRITE) != 0 ? WRITE | DIRTY : DIRTY;
  }

  /** The bits that a VMA's permissions give to a page ({@code vm_page_prot}), without WRITE. */
  public static long protection(long vmFlags) {
    if ((vmFlags & VmFlags.VM_ACCESS_FLAGS) == 0) {
      return PROTNONE;
    }
    return (vmFlags & VmFlags.VM_EXEC) != 0 ? PRESENT | EXEC : PRESENT;
  }
}
