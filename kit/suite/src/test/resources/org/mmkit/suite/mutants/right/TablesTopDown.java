// SPDX-License-Identifier: Apache-2.0
// explore/a04-*: detaches all at once, and frees tables and VMAs one by one from the top
package right;

import java.util.*;
import org.mmkit.unmap.*;
import org.mmkit.unmap.CompanionPaths.*;

public class TablesTopDown implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    int result = doMunmap(kernel, start, length);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    kernel.userfaultfd().complete();
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard.withBrkShrink(TablesTopDown::doMunmap).withMremapShrink(TablesTopDown::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }

    Vma below = kernel.vmas().prev(vmas.vmas().get(0).start());
    long floor = below == null ? 0 : below.end();
    kernel.detach(vmas);
    kernel.munlock(vmas);
    kernel.archUnmap(vmas);
    Vma above = kernel.vmas().findVma(start);
    long top = above == null ? 0 : above.start();

    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }

    MmuGather gather = kernel.tlbGather();
    gather.unmapVmas(vmas);
    for (int i = vmas.vmas().size() - 1; i >= 0; i--) {
      gather.freePgtables(one(kernel, vmas.vmas().get(i)), floor, top);
    }
    gather.finish();
    for (int i = vmas.vmas().size() - 1; i >= 0; i--) {
      kernel.removeVmaList(one(kernel, vmas.vmas().get(i)));
    }
    return downgrade ? 1 : 0;
  }

  static VmaRange one(UnmapContext kernel, Vma vma) {
    return kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start());
  }

}
