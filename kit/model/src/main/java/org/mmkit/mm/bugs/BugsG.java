// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.Fault;
import org.mmkit.mm.Gup;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Replacement;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.mm.proc.Smaps;
import org.mmkit.mm.uapi.Errno;

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
