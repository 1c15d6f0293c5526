// SPDX-License-Identifier: Apache-2.0
package student;

import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/**
 * The museum's A-15 after its author has edited it: it looks the range up once more and counts
 * before it flushes, so that no count of steps of an old schedule fits. The bug is still there.
 */
public final class EditedEarlyUnlock implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    kernel.vmas().findVma(start);
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return vmas.error();
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.mmapSem().downgradeWrite();
    kernel.vmas().findVma(start);
    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    kernel.mmapSem().upRead();
    gather.freePgtables(vmas);
    gather.finish();
    kernel.removeVmaList(vmas);
    return 0;
  }
}
