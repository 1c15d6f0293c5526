// SPDX-License-Identifier: Apache-2.0
// conformance/GEN-00*: collects in the side tree, then detaches as Linux 4.20 does
package right;

import java.util.*;
import org.mmkit.unmap.*;

public class CollectedInTheSideTree implements UnmapStrategy {
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
    return standard.withBrkShrink(CollectedInTheSideTree::doMunmap).withMremapShrink(CollectedInTheSideTree::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    VmaRange found = kernel.lookupAndSplit(start, length);
    if (found.error() != 0 || found.isEmpty()) {
      return found.error();
    }
    MtDetach side = kernel.vmas().mtDetach(start, start + kernel.pageAlign(length));
    int index = 0;
    for (Vma vma : found.vmas()) {
      error = side.store(index++, vma);
      if (error == 0) {
        error = kernel.userfaultfd().prep(side.vmas());
      }
      if (error != 0) {
        return error;
      }
    }
    VmaRange vmas = side.vmas();
    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);
    boolean downgrade = index > 1 && !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
