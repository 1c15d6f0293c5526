// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.Set;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Trace;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaSpan;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.SideTree;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UserfaultfdUnmap;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** The steps of the model's kernel, as a strategy sees them. */
final class KernelContext implements UnmapContext {
  private final TaskStruct task;
  private final MmStruct mm;
  private final Munmap munmap;
  private final Set<Claim> claims;
  private final MmapSem mmapSem;
  private final UnmapEvents events;
  private final UserfaultfdUnmap userfaultfd;
  private VmaSpan takenOver;

  KernelContext(TaskStruct task, Set<Claim> claims, UnmapEvents events) {
    this.task = task;
    this.mm = task.mm();
    this.munmap = new Munmap(task);
    this.claims = claims;
    this.mmapSem = new KernelMmapSem(mm.mmapSem());
    this.events = events;
    this.userfaultfd = new KernelUserfaultfd();
  }

  /**
   * The range is gone, as the strategy says.
   *
   * @param andTold whether it has told the monitors too; otherwise its caller will
   */
  void succeeded(boolean andTold) {
    munmap.removeVmas().checkHook();
    events.check(andTold);
  }

  private final class KernelUserfaultfd implements UserfaultfdUnmap {
    @Override
    public int prep(VmaRange vmas) {
      says("userfaultfd.prep");
      return events.prep(span(vmas));
    }

    @Override
    public void complete() {
      says("userfaultfd.complete");
      events.complete();
    }
  }

  private final class KernelGather implements MmuGather {
    private final org.mmkit.mm.MmuGather gather = munmap.tlbGather();

    @Override
    public void unmapVmas(VmaRange vmas) {
      says("unmapVmas");
      checkSpecials(vmas);
      munmap.unmapVmas().unmap(gather, span(vmas));
    }

    @Override
    public void unmapVmas(VmaRange vmas, boolean skipSpecials) {
      says("unmapVmas");
      checkSpecials(vmas);
      munmap.unmapVmas().unmap(gather, span(vmas), skipSpecials);
    }

    @Override
    public void freePgtables(VmaRange vmas) {
      says("freePgtables");
      munmap.freePgtables().free(gather, span(vmas));
    }

    @Override
    public void freePgtables(VmaRange vmas, long floor, long ceiling) {
      munmap.freePgtables().free(gather, span(vmas), floor, ceiling);
    }

    @Override
    public void finish() {
      says("finish");
      gather.finish();
    }
  }

  @Override
  public MmapSem mmapSem() {
    return mmapSem;
  }

  @Override
  public int checkRange(long start, long length) {
    return Munmap.checkRange(start, length);
  }

  @Override
  public long pageAlign(long length) {
    return Addr.pageAlign(length);
  }

  @Override
  public VmaRange lookupAndSplit(long start, long length) {
    says("lookupAndSplit");
    return new KernelVmaRange(munmap.range().lookupAndSplit(start, length));
  }

  @Override
  public VmaRange lookup(long start, long length) {
    says("lookup");
    return new KernelVmaRange(munmap.range().lookup(start, length));
  }

  @Override
  public Vma findVma(long address) {
    return wrap(mm.vmas().find(address));
  }

  @Override
  public Vma nextVma(Vma vma) {
    return wrap(munmap.range().next(area(vma)));
  }

  @Override
  public Vma previousVma(long start) {
    return wrap(munmap.range().before(start));
  }

  private static Vma wrap(VmArea vma) {
    return vma == null ? null : new KernelVma(vma);
  }

  @Override
  public int splitVma(Vma vma, long address, boolean newBelow) {
    says("splitVma");
    return munmap.range().splitVma(area(vma), address, newBelow);
  }

  @Override
  public VmaRange rangeFrom(Vma first, long start, long length) {
    return new KernelVmaRange(munmap.range().from(area(first), start, length));
  }

  @Override
  public long lockedVm() {
    return mm.counters().lockedVm();
  }

  @Override
  public int mapCount() {
    return mm.vmas().size();
  }

  @Override
  public int maxMapCount() {
    return task.kernel().params().maxMapCount();
  }

  @Override
  public UserfaultfdUnmap userfaultfd() {
    return userfaultfd;
  }

  @Override
  public void munlock(VmaRange vmas) {
    says("munlock");
    munmap.munlock().munlock(span(vmas));
  }

  @Override
  public void detach(VmaRange vmas) {
    says("detach");
    munmap.detach().detach(span(vmas));
  }

  @Override
  public void startWrite(Vma vma) {
    area(vma).startWrite();
  }

  @Override
  public void markDetached(Vma vma, boolean detached) {
    munmap.detach().mark(area(vma), detached);
  }

  @Override
  public SideTree sideTree(long start, long end) {
    return new KernelSideTree(task.kernel(), start, end);
  }

  @Override
  public int clearTree(VmaRange vmas) {
    return munmap.detach().clearTree(span(vmas));
  }

  @Override
  public void uncountLocked(VmaRange vmas) {
    munmap.munlock().uncount(span(vmas));
  }

  @Override
  public void takeOver(VmaRange vmas) {
    takenOver = span(vmas);
    munmap.detach().takeOver(takenOver);
  }

  /** The owners of what is replaced learn of it before the new mapping's owner does. */
  void closeByOwners() {
    if (takenOver != null) {
      munmap.removeVmas().closeByOwners(takenOver);
    }
  }

  @Override
  public void archUnmap(VmaRange vmas) {
    says("archUnmap");
    munmap.removeVmas().archUnmap(span(vmas));
  }

  @Override
  public void archUnmap(long start, long end) {
    munmap.removeVmas().archUnmap(start, end);
  }

  @Override
  public boolean neighbourCanGrow(VmaRange vmas) {
    return munmap.range().neighbourCanGrow(span(vmas));
  }

  @Override
  public void forgetSpecials(VmaRange vmas) {
    says("forgetSpecials");
    munmap.specials().forget(span(vmas));
  }

  @Override
  public void markDead(VmaRange vmas) {
    says("markDead");
    munmap.specials().markDead(span(vmas));
  }

  @Override
  public void zapPageRange(VmaRange vmas) {
    says("zapPageRange");
    checkSpecials(vmas);
    munmap.unmapVmas().zapPageRange(span(vmas));
  }

  @Override
  public MmuGather tlbGather() {
    says("tlbGather");
    return new KernelGather();
  }

  @Override
  public void removeVmaList(VmaRange vmas) {
    says("removeVmaList");
    events.removed(span(vmas));
    munmap.removeVmas().remove(span(vmas));
  }

  @Override
  public int doMunmap(long start, long length) {
    says("doMunmap");
    return munmap.doMunmap(start, length, events);
  }

  @Override
  public boolean needResched() {
    return task.kernel().machine().choose(ChoiceKind.NEED_RESCHED, 2) == 1;
  }

  @Override
  public void condResched() {
    says("condResched");
    munmap.condResched();
  }

  @Override
  public long hpagePudSize() {
    return task.kernel().params().hpagePudSize();
  }

  /** The word under which a step of the strategy is shown. */
  private void says(String word) {
    task.kernel().machine().note(Trace.Sort.WORK, word);
  }

  private static VmaSpan span(VmaRange vmas) {
    if (vmas instanceof KernelVmaRange range) {
      return range.span();
    }
    throw new IllegalArgumentException(
        "pass a VmaRange that this kernel handed out, such as that of lookupAndSplit");
  }

  static VmArea area(Vma vma) {
    if (vma instanceof KernelVma known) {
      return known.area();
    }
    throw new IllegalArgumentException(
        "pass a Vma that this kernel handed out, such as that of findVma");
  }

  /** A strategy that claims to keep the lock for special mappings has to. */
  private void checkSpecials(VmaRange vmas) {
    if (mm.mmapSem().mode(task.task()) == LockMode.WRITE) {
      return;
    }
    if (claims.contains(Claim.SPECIALS_EXCLUSIVE) && vmas.hasHugetlbOrPfnmap()) {
      report("hugetlb or PFNMAP VMA zapped without mmap_sem held for writing");
    }
    if (claims.contains(Claim.UPROBES_EXCLUSIVE) && vmas.hasUprobes()) {
      report("VMA with a uprobe zapped without mmap_sem held for writing");
    }
  }

  private void report(String message) {
    task.kernel().machine().report(UnmapRule.S5, message);
  }
}
