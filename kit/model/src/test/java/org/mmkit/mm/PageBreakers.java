// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;
import static org.mmkit.mm.RuleSetting.frame;
import static org.mmkit.mm.RuleSetting.quiesce;
import static org.mmkit.mm.RuleSetting.reading;
import static org.mmkit.mm.RuleSetting.table;
import static org.mmkit.mm.RuleSetting.vma;
import static org.mmkit.mm.RuleSetting.writing;

import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;

/** Bodies that break the rules of pages, page tables and TLBs. */
final class PageBreakers {
  private PageBreakers() {}

  static void freeTablesUnderTheReadLock(Lab lab, Hands hands) {
    reading(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          MmuGather gather = munmap.tlbGather();
          lab.mm().pageTables().freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  static void faultWithoutTheLock(Lab lab, Hands hands) {
    Fault.of(hands.task()).handle(vma(lab), BASE + PAGE, true);
  }

  static void freeASharedTable(Lab lab, Hands hands) {
    PageTables tables = lab.mm().pageTables();
    tables.pmdTable(BASE).addSharers(1);
    writing(
        lab,
        () -> {
          MmuGather gather = new Munmap(hands.task()).tlbGather();
          tables.freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  static void removeAMappingTwice(Lab lab, Hands hands) {
    int frame = frame(lab);
    lab.kernel.frames().removeMapping(frame);
    lab.kernel.frames().removeMapping(frame);
  }

  static void faultInADetachedVma(Lab lab, Hands hands) {
    VmArea vma = vma(lab);
    writing(
        lab,
        () -> {
          lab.mm().vmas().remove(vma);
          Fault.of(hands.task()).handle(vma, BASE + PAGE, true);
        });
  }

  static void freeAPageThatACpuStillTranslatesTo(Lab lab, Hands hands) {
    int frame = frame(lab);
    table(lab).put(0, Pte.NONE);
    lab.kernel.frames().removeMapping(frame);
    lab.kernel.frames().put(0, frame);
  }

  static void dropAMappedPageFromTheCache(Lab lab, Hands hands) {
    Inode inode = new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE);
    int flags = MmapFlags.MAP_SHARED | MmapFlags.MAP_FIXED;
    hands.syscalls().mmap(BASE, PAGE, RW, flags, new OpenFile(inode, true, true), 0);
    hands.memory().load(BASE);
    inode.cache().drop(0, 1, 0);
  }

  static void freeAnMlockedPage(Lab lab, Hands hands) {
    hands.syscalls().mlock(BASE, 4 * PAGE, 0);
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.detach().detach(span);
          munmap.unmapRegion(span);
        });
  }

  static void clearAnEntryWithoutAFlush(Lab lab, Hands hands) {
    quiesce(lab, () -> table(lab).put(0, Pte.NONE));
  }

  static void clearAnEntryWithoutTellingTheGuest(Lab lab, Hands hands) {
    hands.events().guestLoad(BASE);
    table(lab).put(0, Pte.NONE);
    hands.events().guestLoad(BASE);
  }

  static void storeToAPageThatIsTakenForClean(Lab lab, Hands hands) {
    OpenFile file = new OpenFile(new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE), true, true);
    hands.files().write(file, 0, (byte) 'a');
    hands.files().fsync(file);
    lab.kernel.frames().write(file.inode().cache().cached(0), 0, (byte) 'b');
    SystemInvariants.check(lab.kernel);
  }

  static void freeATableThatIsNotEmpty(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          MmuGather gather = new Munmap(hands.task()).tlbGather();
          lab.mm().pageTables().freeRange(gather, BASE, BASE + PAGE, 0, 0);
          gather.finish();
        });
  }

  static void freeATableWithoutAFlush(Lab lab, Hands hands) {
    lab.kernel.tlbs().checkNotCached(table(lab));
  }

  static void freeTwice(PteTable table) {
    table.free();
    table.free();
  }

  static void leaveTablesBehind(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.unmapVmas().zapPageRange(span);
          munmap.detach().detach(span);
          munmap.removeVmas().remove(span);
        });
    Invariants.checkQuiescent(lab.mm());
  }

  /** A protection that no fault can satisfy: the entry says no, and the VMA says yes. */
  static void faultForEver(Lab lab, Hands hands) {
    Tlb tlb = lab.kernel.tlbs().of(0);
    tlb.flush(lab.mm(), 0, Addr.TASK_SIZE, true);
    table(lab).put(0, Pte.of(frame(lab), Pte.PROTNONE | Pte.WRITE));
    hands.memory().load(BASE);
  }
}
