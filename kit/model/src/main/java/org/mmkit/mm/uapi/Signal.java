// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.uapi;

/** The signal, with its code, that an access to memory can end in. */
public enum Signal {
  /** None: the access went through. */
  NONE,
  /** No mapping at the address. */
  SEGV_MAPERR,
  /** The mapping does not allow the access. */
  SEGV_ACCERR,
  /**
   * Beyond the end of the file, no huge page left, or a page that is said to be broken (whose code
   * is BUS_MCEERR_AR where the kernel can handle broken memory).
   */
  BUS_ADRERR,
  /** None yet: the fault let go of mmap_sem to wait, and begins anew ({@code VM_FAULT_RETRY}). */
  RETRY,
  /** None yet: the monitor of a userfaultfd has to provide the page. */
  MISSING,
  /** A breakpoint that belongs to no probe. */
  TRAP,
  /** The address has no meaning on the machine: bits 47 to 63 are not alike (SI_KERNEL). */
  SEGV_KERNEL
}
