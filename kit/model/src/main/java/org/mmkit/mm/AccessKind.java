// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.VmFlags;

/** What a user access does. */
public enum AccessKind {
  READ,
  WRITE,
  EXECUTE;

  /**
   * Whether a VMA's permissions let a fault go on; on x86 every permission implies reading, and an
   * instruction fetch brings the page before it is refused.
   */
  boolean allowedBy(long vmFlags) {
    return switch (this) {
      case READ, EXECUTE -> (vmFlags & VmFlags.VM_ACCESS_FLAGS) != 0;
      case WRITE -> (vmFlags & VmFlags.VM_WRITE) != 0;
    };
  }

  /** Whether a page-table entry, or its copy in a TLB, allows it. */
  public boolean allowedByPte(long pte) {
    return switch (this) {
      case READ -> Pte.isPresent(pte);
      case WRITE -> Pte.isWritable(pte);
      case EXECUTE -> Pte.isPresent(pte) && (pte & Pte.EXEC) != 0;
    };
  }
}
