// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

/** Page arithmetic and the limits of the user address space on x86-64. Addresses are bytes. */
public final class Addr {
  public static final int PAGE_SHIFT = 12;
  public static final long PAGE_SIZE = 1L << PAGE_SHIFT;

  /** Bytes that one page table of the lowest level maps. */
  public static final long PMD_SIZE = 1L << 21;

  public static final long PUD_SIZE = 1L << 30;
  public static final long PGDIR_SIZE = 1L << 39;

  /** First byte above user space. */
  public static final long TASK_SIZE = 0x7ffffffff000L;

  private static final int CANONICAL_SHIFT = 47;

  /** Pages kept free below a stack ({@code stack_guard_gap}). */
  public static final long STACK_GUARD_PAGES = 256;

  private Addr() {}

  /** The number of whole pages in a length. */
  public static long pages(long bytes) {
    return bytes >>> PAGE_SHIFT;
  }

  /** The start of the page that holds an address. */
  public static long pageStart(long address) {
    return address & -PAGE_SIZE;
  }

  /**
   * A length rounded up to whole pages; wraps to 0 near the top as the kernel's PAGE_ALIGN does.
   */
  public static long pageAlign(long length) {
    return (length + PAGE_SIZE - 1) & -PAGE_SIZE;
  }

  /** Whether an address is the start of a page. */
  public static boolean isPageAligned(long address) {
    return (address & (PAGE_SIZE - 1)) == 0;
  }

  /** Whether bits 47 to 63 of an address are alike; an access to any other is no page fault. */
  public static boolean isCanonical(long address) {
    return address >> CANONICAL_SHIFT == 0 || address >> CANONICAL_SHIFT == -1;
  }

  /** Whether [start, start + length) lies in user space; length is unsigned. */
  public static boolean inUserSpace(long start, long length) {
    return Long.compareUnsigned(start, TASK_SIZE) <= 0
        && Long.compareUnsigned(length, TASK_SIZE - start) <= 0;
  }
}
