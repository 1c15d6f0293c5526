// SPDX-License-Identifier: Apache-2.0
// explore/s54-hole: a monitor is not told of what goes together with a hole below it
package wrong;
import java.util.*;
import org.mmkit.unmap.*;

public class UntoldAboveHole implements UnmapStrategy {
  
  @Override public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    long len = kernel.pageAlign(length);
    long pages = len / 4096;
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    Vma f0 = kernel.vmas().findVma(start);
    boolean hole = f0 != null && f0.start() > start;
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : (hole ? 0 : kernel.userfaultfd().prep(vmas));
    if (error != 0 || vmas.isEmpty()) {
      kernel.mmapSem().upWrite();
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    boolean stay = kernel.isNextToGrowsdown(vmas);
    if (!stay) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    if (stay) {
      kernel.mmapSem().upWrite();
    } else {
      kernel.mmapSem().upRead();
    }
    kernel.userfaultfd().complete();
    return 0;
  }
  
}
