// SPDX-License-Identifier: Apache-2.0
// explore/s74-plain-above: nobody is told of a range of several mappings that is cut at both ends
package wrong;

import org.mmkit.unmap.*;

public class UntoldCutAtBothEnds implements UnmapStrategy {
  int calls;
  boolean failed;
  long lastStart = -1;
  long lastLength = -1;
  boolean skipComplete;

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    if (kernel.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    skipComplete = false;
    int result = doMunmap(kernel, start, length, 0);
    if (result == 1) {
      kernel.mmapSem().upRead();
      result = 0;
    } else if (result == 2) {
      result = 0;
    } else {
      kernel.mmapSem().upWrite();
    }
    failed |= result != 0;
    if (!skipComplete) {
      kernel.userfaultfd().complete();
    }
    return result;
  }

  @Override
  public CompanionPaths companions(CompanionPaths standard) {
    return standard
        .withBrkShrink((k, s, l) -> doMunmap(k, s, l, 1))
        .withMremapShrink((k, s, l) -> doMunmap(k, s, l, 2));
  }

  int doMunmap(UnmapContext kernel, long start, long length, int path) {
    int error = kernel.checkRange(start, length);
    if (error != 0) {
      return error;
    }
    length = kernel.pageAlign(length);
    kernel.archUnmap(start, start + length);
    VmaRange before = kernel.vmas().lookup(start, length);
    boolean cutBegin = !before.isEmpty() && before.vmas().get(0).start() < start;
    int n0 = before.vmas().size();
    boolean cutEnd = !before.isEmpty() && before.vmas().get(n0 - 1).end() > start + length;
    VmaRange vmas = kernel.lookupAndSplit(start, length);
    if (vmas.error() != 0 || vmas.isEmpty()) {
      return vmas.error();
    }
    calls++;
    int n = vmas.vmas().size();
    long pages = length / 4096;
    long end = start + length;
    long covered = 0;
    for (Vma vma : vmas.vmas()) {
      covered += vma.end() - vma.start();
    }
    boolean bad = cutBegin && cutEnd && n >= 2;
    lastStart = start;
    lastLength = length;
    error = kernel.userfaultfd().prep(vmas);
    if (error != 0) {
      return error;
    }
    kernel.munlock(vmas);
    skipComplete = bad;
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
