// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.museum;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.VmaRange;

/**
 * The zap under the read lock leaves out what writes vm_flags, as version 5 has it, and no one does
 * it before: the memory types of a driver's page frames stay reserved.
 */
@Strategy(
    id = "f-10",
    title = "special VMAs are zapped without what goes with it",
    source = "[RFC v5 PATCH 0/2], without its special handling under the write lock",
    claims = Claim.DOWNGRADES)
public final class F10SkippedUntrack extends Merged {

  @Override
  void finish(UnmapContext kernel, VmaRange vmas) {
    kernel.mmapSem().downgradeWrite();
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmasSkipVmFlags(vmas);
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    kernel.mmapSem().upRead();
  }
}
