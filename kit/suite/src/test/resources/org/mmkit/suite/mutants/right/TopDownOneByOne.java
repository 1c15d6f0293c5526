// SPDX-License-Identifier: Apache-2.0
// conformance/GEN-03*: detaches one VMA after the other from the top, and unmaps the whole range
package right;

import java.util.*;
import org.mmkit.unmap.*;

public class TopDownOneByOne implements UnmapStrategy {
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
    return standard.withBrkShrink(TopDownOneByOne::doMunmap).withMremapShrink(TopDownOneByOne::doMunmap);
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
    List<VmaRange> ones = new ArrayList<>();
    for (Vma vma : vmas.vmas()) {
      ones.add(0, kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start()));
    }
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    for (VmaRange one : ones) {
      kernel.munlock(one);
      kernel.detach(one);
      kernel.archUnmap(one);
    }
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    for (VmaRange one : ones) {
      kernel.removeVmaList(one);
    }
    return downgrade ? 1 : 0;
  }
}
