// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.VmFlags;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;

/**
 * What can be told apart about the memory at an address, for an onlooker: which kind of VMA is
 * there and with which flags, whether others touch it, whether there is a page table, and with what
 * in it. Addresses do not count.
 */
final class MemoryState {
  private static final long PAGE = 4096;

  /** The flags that calls treat in ways of their own. */
  private static final long FLAGS =
      VmFlags.VM_READ
          | VmFlags.VM_WRITE
          | VmFlags.VM_SHARED
          | VmFlags.VM_GROWSDOWN
          | VmFlags.VM_LOCKED
          | VmFlags.VM_DONTCOPY
          | VmFlags.VM_WIPEONFORK
          | VmFlags.VM_ACCOUNT
          | VmFlags.VM_HUGETLB
          | VmFlags.VM_UFFD_MISSING
          | VmFlags.VM_SEALED;

  private MemoryState() {}

  /** The state at the address that a call is about, 0 if it is about none. */
  static int of(MmStruct mm, Call call, Env env) {
    if (call.signature().indexOf("a") != 0) {
      return 0;
    }
    long address = call.address("a", env) & -PAGE;
    VmArea vma = mm.vmas().peek(address);
    if (vma == null || vma.isFreed() || vma.start() > address) {
      boolean below = vma != null && !vma.isFreed() && vma.start() - address <= 4 * PAGE;
      return below ? 2 : 1;
    }
    long state = Long.hashCode(vma.flags() & FLAGS) * 31L + kind(vma);
    state = state * 2 + (vma.start() == address ? 1 : 0);
    state = state * 2 + (touches(mm.vmas().peek(vma.end()), vma.end()) ? 1 : 0);
    state = state * 2 + (vma.anonVma() != null ? 1 : 0);
    return (int) (state * 4 + table(mm, address)) | 4;
  }

  private static int kind(VmArea vma) {
    return vma.file() == null ? -1 : vma.file().inode().kind().ordinal();
  }

  private static boolean touches(@Nullable VmArea above, long end) {
    return above != null && !above.isFreed() && above.start() == end;
  }

  private static int table(MmStruct mm, long address) {
    PteTable table = mm.pageTables().find(address);
    if (table == null) {
      return 0;
    }
    return mm.pageTables().walk(address) == 0 ? table.used() == 0 ? 1 : 2 : 3;
  }
}
