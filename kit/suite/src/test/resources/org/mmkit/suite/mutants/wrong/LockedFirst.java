// SPDX-License-Identifier: Apache-2.0
// conformance/MUN-407: a locked mapping goes first, in a hold of its own
package wrong;

import java.util.*;
import org.mmkit.unmap.*;

public class LockedFirst implements UnmapStrategy {
  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    VmaRange seen = kernel.vmas().lookup(start, length);
    Vma locked = null;
    for (Vma vma : seen.vmas()) {
      if (vma.isLocked() && vma.start() >= start && vma.end() <= start + kernel.pageAlign(length)) {
        locked = vma;
      }
    }
    if (locked != null && seen.vmas().size() > 1 && !seen.hasSealed()) {
      int first = doMunmap(kernel, locked.start(), locked.end() - locked.start());
      if (first < 0) {
        kernel.mmapSem().upWrite();
        return first;
      }
      if (first == 1) {
        kernel.mmapSem().upRead();
      } else {
        kernel.mmapSem().upWrite();
      }
      kernel.mmapSem().downWrite();
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
    return standard.withBrkShrink(LockedFirst::doMunmap).withMremapShrink(LockedFirst::doMunmap);
  }

  static int doMunmap(UnmapContext kernel, long start, long length) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    kernel.archUnmap(start, start + kernel.pageAlign(length));
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
    if (error != 0 || vmas.isEmpty()) {
      return error;
    }
    kernel.munlock(vmas);
    kernel.detach(vmas);
    boolean downgrade = !kernel.isNextToGrowsdown(vmas);
    if (downgrade) {
      kernel.mmapSem().downgradeWrite();
    }
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return downgrade ? 1 : 0;
  }
}
