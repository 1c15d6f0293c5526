// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import org.mmkit.suite.diagnosis.Amendment.Sort;
import org.mmkit.unmap.HistoricSteps;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UserfaultfdUnmap;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.VmaSteps;

/** The steps that a strategy takes, one of which is put right. */
final class AmendedContext implements UnmapContext {
  private final AmendedCall call;
  private final UnmapContext kernel;

  AmendedContext(AmendedCall call) {
    this.call = call;
    this.kernel = call.kernel;
  }

  @Override
  public MmapSem mmapSem() {
    return new AmendedSem(call);
  }

  @Override
  public int checkRange(long start, long length) {
    return call.answer("checkRange", kernel.checkRange(start, length));
  }

  @Override
  public long pageAlign(long length) {
    return kernel.pageAlign(length);
  }

  @Override
  public VmaRange lookupAndSplit(long start, long length) {
    call.takes("lookupAndSplit", () -> {});
    VmaRange found = call.found().set(kernel.lookupAndSplit(start, length));
    call.answer("lookupAndSplit", found.error());
    return found;
  }

  @Override
  public UserfaultfdUnmap userfaultfd() {
    UserfaultfdUnmap events = kernel.userfaultfd();
    return new UserfaultfdUnmap() {
      @Override
      public int prep(VmaRange vmas) {
        VmaRange all = call.whole("userfaultfd.prep", vmas);
        int error = call.takes("userfaultfd.prep", () -> events.prep(all)) ? events.prep(all) : 0;
        if (error == 0) {
          call.after("userfaultfd.prep");
        }
        return call.answer("userfaultfd.prep", error);
      }

      @Override
      public void complete() {
        call.take("userfaultfd.complete", events::complete);
      }
    };
  }

  @Override
  public void munlock(VmaRange vmas) {
    VmaRange all = call.whole("munlock", vmas);
    call.take("munlock", () -> kernel.munlock(all));
  }

  @Override
  public void detach(VmaRange vmas) {
    call.take("detach", () -> kernel.detach(vmas));
  }

  @Override
  public boolean isNextToGrowsdown(VmaRange vmas) {
    return kernel.isNextToGrowsdown(vmas);
  }

  @Override
  public void archUnmap(VmaRange vmas) {
    call.take("archUnmap", () -> kernel.archUnmap(vmas));
  }

  @Override
  public void archUnmap(long start, long end) {
    call.take("archUnmap", () -> kernel.archUnmap(start, end));
  }

  @Override
  public MmuGather tlbGather() {
    MmuGather gather = kernel.tlbGather();
    call.opened(gather);
    return new AmendedGather(call, gather);
  }

  @Override
  public void removeVmaList(VmaRange vmas) {
    call.take("removeVmaList", () -> kernel.removeVmaList(vmas));
  }

  @Override
  public int doMunmap(long start, long length) {
    call.needsLock();
    if (call.amendment.is(Sort.ONCE)) {
      return call.answer("doMunmap", new AmendedMunmap(call).munmap(start, length));
    }
    call.doesAll();
    return call.answer("doMunmap", kernel.doMunmap(start, length));
  }

  @Override
  public VmaSteps vmas() {
    return new AmendedVmas(call, kernel.vmas());
  }

  @Override
  public HistoricSteps history() {
    return new AmendedHistory(call, kernel.history());
  }
}
