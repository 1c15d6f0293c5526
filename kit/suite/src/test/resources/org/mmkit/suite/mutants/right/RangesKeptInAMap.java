// SPDX-License-Identifier: Apache-2.0
// conformance/GEN-00*: finds the range of each VMA before it detaches any, from the bottom up
package right;

import java.util.*;
import org.mmkit.unmap.*;

public class RangesKeptInAMap implements UnmapStrategy {
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
    return standard.withBrkShrink(RangesKeptInAMap::doMunmap).withMremapShrink(RangesKeptInAMap::doMunmap);
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
    Map<Vma, VmaRange> ones = new LinkedHashMap<>();
    for (Vma vma : vmas.vmas()) {
      ones.put(vma, kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start()));
    }
    kernel.munlock(vmas);
    ones.values().forEach(kernel::detach);
    kernel.archUnmap(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    ones.values().forEach(kernel::removeVmaList);
    return downgrade ? 1 : 0;
  }
}
