// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.VmFlags;

/** Rules D5 and P2: a page appears only under the lock, and only in a VMA that can be found. */
public final class MapRules {
  private MapRules() {}

  /** Reports a page that appears at an address where it must not. */
  public static void requireMappable(VmArea vma, long address) {
    MmStruct mm = vma.mm();
    mm.locks().install(vma);
    vma.checks().requireNotCopied();
    if (!vma.isAttached() || vma.isMarkedDetached()) {
      throw mm.machine()
          .fatal(
              MmRule.P2,
              "page mapped at " + Long.toHexString(address) + " in detached VMA " + vma.describe());
    }
    if (address < vma.start() || address >= vma.end()) {
      mm.machine()
          .report(
              MmRule.D5,
              "page mapped at " + Long.toHexString(address) + " for VMA " + vma.describe());
    }
  }

  /** The same; and the VMA must not be marked VM_DEAD. */
  static void requireMappableByFault(VmArea vma, long address) {
    requireMappable(vma, address);
    if (vma.has(VmFlags.VM_DEAD)) {
      vma.mm()
          .machine()
          .report(
              MmRule.P2,
              "page mapped at "
                  + Long.toHexString(address)
                  + " in VMA "
                  + vma.describe()
                  + ", which is marked VM_DEAD");
    }
  }
}
