// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

/** What a kernel may be configured to do, beyond what the conformance cases were recorded with. */
public enum Feature {
  /**
   * MADV_DONTNEED frees page tables that it has emptied ({@code CONFIG_PT_RECLAIM}, Linux 6.14).
   */
  PT_RECLAIM,
  /** The first store to 2 MiB of anonymous memory maps all of it ({@code THP, always}). */
  THP,
  /**
   * A freed VMA may be used again at once, for any mm; a lookup under RCU has to make sure that it
   * is still the one ({@code SLAB_TYPESAFE_BY_RCU}, Linux 6.15). Only where VMAs have locks.
   */
  TYPESAFE_VMAS,
  /**
   * MADV_DONTNEED takes the lock of the VMA that its range lies in, and no mmap_lock (Linux 6.17).
   * Only where VMAs have locks.
   */
  ADVICE_UNDER_VMA_LOCK,
  /**
   * A fault maps no page of zeroes: where memory is read that was never stored to, it gets a page
   * of its own. So it is in guests of some hypervisors ({@code pvm_no_zero_page=1}), as measured.
   * UFFDIO_ZEROPAGE maps the page of zeroes there all the same.
   */
  NO_ZERO_PAGE
}
