// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Recorder;
import org.mmkit.machine.Trace;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.Uprobes;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.unmap.Claim;
import org.mmkit.unmap.HistoricSteps;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UserfaultfdUnmap;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.VmaSteps;

/** The steps of the model's kernel, as a strategy sees them. */
final class KernelContext implements UnmapContext {
  private final TaskStruct task;
  private final MmStruct mm;
  private final Munmap munmap;
  private final Set<Claim> claims;
  private final UnmapEvents events;
  private final KernelMmapSem mmapSem;
  private final UserfaultfdUnmap userfaultfd;
  private final VmaSteps vmas;
  private final HistoricSteps history;

  /** Set while the pages of what MAP_FIXED replaces are cleared. */
  private boolean replacing;

  private final List<org.mmkit.mm.VmaRange> replaced = new ArrayList<>(0);

  KernelContext(TaskStruct task, Set<Claim> claims, UnmapEvents events) {
    this.task = task;
    this.mm = task.mm();
    this.munmap = new Munmap(task);
    this.claims = claims;
    this.events = events;
    boolean held = mm.mmapSem().mode(task.task()) == LockMode.WRITE;
    this.mmapSem = new KernelMmapSem(this, mm, held);
    this.userfaultfd = new KernelUserfaultfd(this, events);
    this.vmas = new KernelVmaSteps(this, mm, munmap);
    this.history = new KernelHistoricSteps(this, task, munmap);
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

  /** What MAP_FIXED replaces is gone; mmap tells the monitors when it has let go of its lock. */
  void hasReplaced() {
    events.check(false);
  }

  /**
   * A step that only kernels have in which VMAs have locks.
   *
   * @throws IllegalStateException in any other kernel
   */
  void requireVmaLocks(String step) {
    if (!mm.kernel().vmaLocking().hasVmaLocks()) {
      throw new IllegalStateException(
          step
              + " needs VMAs that have locks of their own. The strategy's era is MMAP_SEM, in which"
              + " they have none: leave the step out, or say era = Era.PER_VMA_LOCK in @Strategy.");
    }
  }

  @Override
  public MmapSem mmapSem() {
    return mmapSem;
  }

  @Override
  public int checkRange(long start, long length) {
    return answer("checkRange", Munmap.checkRange(start, length));
  }

  @Override
  public long pageAlign(long length) {
    return Addr.pageAlign(length);
  }

  @Override
  public VmaRange lookupAndSplit(long start, long length) {
    says("lookupAndSplit");
    VmaRange found = new KernelVmaRange(munmap.range().lookupAndSplit(start, length));
    answer("lookupAndSplit", found.error());
    return found;
  }

  @Override
  public UserfaultfdUnmap userfaultfd() {
    return userfaultfd;
  }

  @Override
  public void munlock(VmaRange vmas) {
    says("munlock");
    munmap.munlock().munlock(range(vmas));
  }

  @Override
  public void detach(VmaRange vmas) {
    says("detach");
    munmap.detach().detach(some(vmas, "detach"));
  }

  @Override
  public boolean isNextToGrowsdown(VmaRange vmas) {
    return munmap.range().isNextToGrowsdown(range(vmas));
  }

  @Override
  public void archUnmap(VmaRange vmas) {
    says("archUnmap");
    munmap.removeVmas().archUnmap(range(vmas));
  }

  @Override
  public void archUnmap(long start, long end) {
    munmap.removeVmas().archUnmap(start, end);
  }

  @Override
  public MmuGather tlbGather() {
    says("tlbGather");
    return new KernelMmuGather(this, munmap);
  }

  @Override
  public void removeVmaList(VmaRange vmas) {
    says("removeVmaList");
    events.removed(range(vmas));
    munmap.removeVmas().remove(range(vmas));
  }

  @Override
  public int doMunmap(long start, long length) {
    says("doMunmap");
    return answer("doMunmap", munmap.doMunmap(start, length, events));
  }

  @Override
  public VmaSteps vmas() {
    return vmas;
  }

  @Override
  public HistoricSteps history() {
    return history;
  }

  /** The word under which a step of the strategy is shown. */
  void says(String word) {
    task.kernel().machine().recorder().note(Trace.Sort.WORK, word);
  }

  /** What a step gives the strategy, which is shown where it is an error. */
  int answer(String word, int error) {
    Recorder recorder = task.kernel().machine().recorder();
    if (error < 0 && recorder.isOn()) {
      recorder.note(Trace.Sort.ERROR, word + " " + Errno.name(error));
    }
    return error;
  }

  static org.mmkit.mm.VmaRange range(VmaRange vmas) {
    if (vmas instanceof KernelVmaRange range) {
      return range.range();
    }
    throw new IllegalArgumentException(
        "pass a VmaRange that this kernel handed out, such as that of lookupAndSplit");
  }

  /** The same for a step that needs at least one VMA. */
  static org.mmkit.mm.VmaRange some(VmaRange vmas, String step) {
    org.mmkit.mm.VmaRange range = range(vmas);
    if (range.isEmpty()) {
      throw new IllegalArgumentException(
          step
              + " of a range without VMAs: test vmas.error() and vmas.isEmpty() behind the lookup,"
              + " and return before this step");
    }
    return range;
  }

  static VmArea area(Vma vma) {
    if (vma instanceof KernelVma known) {
      return known.area();
    }
    throw new IllegalArgumentException(
        "pass a Vma that this kernel handed out, such as that of findVma");
  }

  /**
   * The pages of a range go: those of what MAP_FIXED replaces, while their VMAs are in the tree.
   */
  void zaps(VmaRange vmas) {
    checkSpecials(vmas);
    if (replacing && !range(vmas).isDetached()) {
      replaced.add(range(vmas));
      munmap.detach().addDetached(range(vmas));
    }
  }

  /** A replacement clears pages from here on, or no more. */
  void setReplacing(boolean replacing) {
    this.replacing = replacing;
  }

  /** The owners of what is replaced learn of it before the new mapping's owner does. */
  void closeByOwners() {
    replaced.forEach(munmap.removeVmas()::closeByOwners);
  }

  /** A strategy that claims to keep the lock for special mappings has to. */
  private void checkSpecials(VmaRange vmas) {
    if (mm.mmapSem().mode(task.task()) == LockMode.WRITE) {
      return;
    }
    if (claims.contains(Claim.SPECIALS_EXCLUSIVE) && vmas.hasHugetlbOrPfnmap()) {
      report("hugetlb or PFNMAP VMA zapped without mmap_sem held for writing");
    }
    if (claims.contains(Claim.UPROBES_EXCLUSIVE) && hadUprobes(vmas)) {
      report("VMA with a uprobe zapped without mmap_sem held for writing");
    }
  }

  /** One that came while the lock was held may have come after the strategy asked. */
  private boolean hadUprobes(VmaRange vmas) {
    return vmas.hasUprobes()
        && vmas.vmas().stream().anyMatch(vma -> Uprobes.had(area(vma), mmapSem.takenAt()));
  }

  private void report(String message) {
    task.kernel().machine().report(UnmapRule.S5, message);
  }
}
