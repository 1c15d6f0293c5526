// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.ExitMmap;
import org.mmkit.mm.Fault;
import org.mmkit.mm.Gup;
import org.mmkit.mm.LockRules;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.Replacement;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaRange;
import org.mmkit.mm.VmaTree;
import org.mmkit.mm.beside.Binder;
import org.mmkit.mm.beside.CoreDump;
import org.mmkit.mm.beside.Khugepaged;
import org.mmkit.mm.beside.Reaper;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.mm.proc.Smaps;
import org.mmkit.mm.syscall.CloneVm;
import org.mmkit.mm.syscall.Fork;
import org.mmkit.mm.syscall.PageTableMove;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** Family G of the corpus: what runs beside munmap. */
enum BugsG implements Bug {

  /** VM_DEAD is tested when a fault begins, not under the page-table lock. */
  G_01(
      with(
          Fault.PART,
          task ->
              new Fault(task) {
                @Override
                protected boolean testsDeadFirst() {
                  return deadTest() == VmDeadCheck.ALL_FAULTS ? mayRetry() : super.testsDeadFirst();
                }

                @Override
                protected boolean isDead(VmArea vma) {
                  return false;
                }
              })),

  /** A fault that let go of mmap_sem to wait for a page goes on using the VMA. */
  G_02(
      with(
          Fault.PART,
          task ->
              new Fault(task) {
                @Override
                protected void lockAgain(MmStruct mm, VmArea vma) {
                  super.lockAgain(vma.mm(), vma);
                }
              })),

  /** fork does not write-lock the VMAs that it copies. */
  G_06(
      with(
          Fork.PART,
          task ->
              new Fork(task) {
                @Override
                protected void lock(VmArea vma) {}
              })),

  /** fork makes a child's VMA visible to walks of the file's mappings before it is complete. */
  G_07(
      with(
          Fork.PART,
          task ->
              new Fork(task) {
                @Override
                protected VmArea dup(VmArea vma) {
                  VmArea copy = super.dup(vma);
                  super.link(copy);
                  return copy;
                }

                @Override
                protected void link(VmArea copy) {}
              })),

  /** The driver keeps the pointer to its VMA and uses it with mmap_sem held for reading. */
  G_10(
      with(
          Binder.PART,
          kernel ->
              new PointerToVma(kernel) {
                @Override
                protected @Nullable VmArea vmaToFill(MmStruct space, long page) {
                  return cached();
                }
              })),

  /** The driver's shrinker does so. */
  G_11(
      with(
          Binder.PART,
          kernel ->
              new PointerToVma(kernel) {
                @Override
                protected @Nullable VmArea vmaToReclaim(MmStruct space, long page) {
                  return cached();
                }
              })),

  /** The driver's shrinker reads the pointer before it takes mmap_sem. */
  G_12(
      with(
          Binder.PART,
          kernel ->
              new PointerToVma(kernel) {
                @Override
                protected void reclaim(TaskStruct task, MmStruct space, long page) {
                  VmArea before = cached();
                  if (space.mmapSem().tryDownRead()) {
                    giveBack(task, space, before, page);
                  }
                }
              })),

  /** get_user_pages takes what a lookup in a hole finds for the mapping of the address. */
  G_13(
      with(
          Gup.PART,
          (task, mm) ->
              new Gup(task, mm) {
                @Override
                protected boolean holds(VmArea vma, long address) {
                  return true;
                }
              })),

  /** The last exit munlocks before it excludes the reaper. */
  G_15(
      with(
              ExitMmap.PART,
              (task, mm) ->
                  new ExitMmap(task, mm) {
                    @Override
                    protected void lockAndTearDown(Munmap munmap, VmaRange span) {
                      AssumedAlone.run(mm, () -> munmap.munlock().munlock(span));
                      super.lockAndTearDown(munmap, span);
                    }
                  })
          .and(LockRules.PART, AssumedAlone::new)),

  /** The last exit frees page tables without excluding the reaper. */
  G_16(
      with(
              ExitMmap.PART,
              (task, mm) ->
                  new ExitMmap(task, mm) {
                    @Override
                    protected void lockAndTearDown(Munmap munmap, VmaRange span) {
                      AssumedAlone.run(mm, () -> tearDown(munmap, span));
                    }
                  })
          .and(LockRules.PART, AssumedAlone::new)),

  /** The last exit leaves the VMAs that it freed in the list. */
  G_17(
      with(
              ExitMmap.PART,
              (task, mm) ->
                  new ExitMmap(task, mm) {
                    @Override
                    protected void tearDown(Munmap munmap, VmaRange span) {
                      super.tearDown(munmap, span);
                      if (!span.isEmpty()) {
                        ((ForgetfulTree) mm.vmas()).leave(span.vmas());
                      }
                    }
                  })
          .and(VmaTree.PART, ForgetfulTree::new)),

  /** Reaping takes the pages of locked mappings too. */
  G_18(
      with(
          Reaper.PART,
          task ->
              new Reaper(task) {
                @Override
                protected long kept() {
                  return super.kept() & ~VmFlags.VM_LOCKED;
                }
              })),

  /** clone(CLONE_VM) takes no reference to the mm, which the child's exit drops all the same. */
  G_19(
      with(
          CloneVm.PART,
          task ->
              new CloneVm(task) {
                @Override
                protected void takeReference(MmStruct mm) {}
              })),

  /** A core dump walks the mappings without excluding tasks that change them. */
  G_20(
      with(
          CoreDump.PART,
          task ->
              new CoreDump(task) {
                @Override
                public long run() {
                  VmaTree vmas = task.mm().vmas();
                  for (VmArea vma = vmas.peek(0); vma != null; vma = vmas.atOrAfter(vma.end())) {
                    if (isDumped(vma)) {
                      write(vma.start(), vma.end());
                    }
                  }
                  return 0;
                }
              })),

  /** khugepaged takes page tables under the page-table lock alone. */
  G_21(
      with(
          Khugepaged.PART,
          (task, inode) ->
              new Khugepaged(task, inode) {
                @Override
                protected void retract() {
                  inode.mappings().lock().downRead();
                  List<VmArea> found =
                      inode.mappings().vmas().stream().filter(this::spansTable).toList();
                  inode.mappings().lock().upRead();
                  for (VmArea vma : found) {
                    vma.mm().pageTables().retract(addressIn(vma));
                  }
                }
              })),

  /** mremap flushes the TLBs when it has let go of the page-table locks. */
  G_22(
      with(
          PageTableMove.PART,
          (mm, vma, merged) ->
              new PageTableMove(mm, vma, merged) {
                @Override
                protected void flushAndUnlock(PteTable from, PteTable to, Runnable flush) {
                  unlock(from, to);
                  flush.run();
                }
              })),

  /** A walk of /proc goes on with its VMA after it let a writer in. */
  G_24(
      with(
          Smaps.PART,
          task ->
              new Smaps(task) {
                @Override
                protected long resumeAt(long last, VmArea vma) {
                  return vma.end();
                }
              })),

  /** mmap(MAP_FIXED) lets go of mmap_sem between the unmap and the new mapping. */
  G_25(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected int clear(Replacement old, long length, long flags) {
                  int error = super.clear(old, length, flags);
                  if (error == 0) {
                    task.mm().mmapSem().upWrite();
                    task.mm().mmapSem().downWrite();
                  }
                  return error;
                }
              })),

  /** mmap(MAP_FIXED) asks for memory when the old mapping is gone. */
  G_26(
      with(
          Mmap.PART,
          task ->
              new Mmap(task) {
                @Override
                protected boolean hasMemory() {
                  return true;
                }

                @Override
                protected int clear(Replacement old, long length, long flags) {
                  int error = super.clear(old, length, flags);
                  return error == 0 && !super.hasMemory() ? -Errno.ENOMEM : error;
                }
              }));

  private final Parts parts;

  BugsG(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}
