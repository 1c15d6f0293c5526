// SPDX-License-Identifier: Apache-2.0
// conformance/HUG-20*: a replacement zaps and removes VMA by VMA
package right;

import java.util.*;
import org.mmkit.unmap.*;
import org.mmkit.unmap.CompanionPaths.*;

@Strategy(id = "c02-replacesvmabyvma", era = Era.PER_VMA_LOCK, claims = {Claim.DOWNGRADES, Claim.ATOMIC})
public class ReplacesVmaByVma implements UnmapStrategy {

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
    return standard.withStackGrowthUnderWriteLock().withReplacement(Fixed::new).withBrkShrink(ReplacesVmaByVma::doMunmap).withMremapShrink(ReplacesVmaByVma::doMunmap);
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

    for (Vma vma : vmas.vmas()) {
      kernel.vmas().startWrite(vma);
    }

    kernel.munlock(vmas);
    kernel.detach(vmas);
    kernel.archUnmap(vmas);

    kernel.mmapSem().downgradeWrite();
    kernel.unmapRegion(vmas);
    kernel.removeVmaList(vmas);
    return 1;
  }

  static VmaRange one(UnmapContext kernel, Vma vma) {
    return kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start());
  }

  static class Fixed implements Replacement {
    final UnmapContext kernel;
    final long start;
    final long length;
    VmaRange vmas;
    long floor;
    long ceiling;

    Fixed(UnmapContext kernel, long start, long length) {
      this.kernel = kernel;
      this.start = start;
      this.length = length;
    }

    @Override
    public int gather() {
      vmas = kernel.lookupAndSplit(start, length);
      if (vmas.error() != 0 || vmas.isEmpty()) {
        return vmas.error();
      }
      int error = kernel.userfaultfd().prep(vmas);
      if (error != 0) {
        return error;
      }
      Vma below = kernel.vmas().prev(vmas.vmas().get(0).start());
      Vma above = kernel.vmas().next(vmas.vmas().get(vmas.vmas().size() - 1));
      floor = below == null ? 0 : below.end();
      ceiling = above == null ? 0 : above.start();
      for (Vma vma : vmas.vmas()) {
        kernel.vmas().startWrite(vma);
      }
      for (Vma vma : vmas.vmas()) {
        kernel.vmas().markDetached(vma);
      }

      return 0;
    }

    @Override
    public long pages() {
      long bytes = 0;
      for (Vma vma : vmas.vmas()) {
        bytes += vma.end() - vma.start();
      }
      return bytes / kernel.pageAlign(1);
    }

    @Override
    public void cleanUp() {
      List<Vma> list = vmas.vmas();
      for (int i = 0; i < list.size(); i++) {
        VmaRange one = one(kernel, list.get(i));
        MmuGather gather = kernel.tlbGather();
        gather.unmapVmas(one);
        gather.freePgtables(one, floor, i + 1 < list.size() ? list.get(i + 1).start() : ceiling);
        gather.finish();
      }

    }

    @Override
    public void complete() {
      kernel.vmas().subtractLockedVm(vmas);
      for (Vma vma : vmas.vmas()) {
        kernel.removeVmaList(one(kernel, vma));
      }

    }

    @Override
    public void abort() {
      for (Vma vma : vmas.vmas()) {
        kernel.vmas().markAttached(vma);
      }

    }
  }

}
