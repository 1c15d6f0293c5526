// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;
import static org.mmkit.mm.RuleSetting.atRest;
import static org.mmkit.mm.RuleSetting.quiesce;
import static org.mmkit.mm.RuleSetting.reading;
import static org.mmkit.mm.RuleSetting.vma;
import static org.mmkit.mm.RuleSetting.writing;

import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** Bodies that break the rules of VMAs, of their companions and of counters. */
final class VmaBreakers {
  private VmaBreakers() {}

  static void adjustUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> lab.mm().vmas().adjust(vma(lab), BASE, BASE + 2 * PAGE, 0));
  }

  static void changeFlagsUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_LOCKED));
  }

  static void forgetABreakpoint(Lab lab, Hands hands) {
    OpenFile file = new OpenFile(new Inode(lab.kernel, Inode.Kind.REGULAR, PAGE), true, true);
    hands.syscalls().uprobe(file.inode(), 0);
    int prot = MmapFlags.PROT_READ | MmapFlags.PROT_EXEC;
    hands.syscalls().mmap(BASE, PAGE, prot, MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED, file, 0);
    hands.memory().load(BASE);
    quiesce(lab, lab.mm().uprobes()::clear);
  }

  static void swallowAnUnmapEvent(Lab lab, Hands hands) {
    UserfaultfdCtx ctx = new UserfaultfdCtx(lab.mm(), true);
    writing(lab, () -> vma(lab).setUserfaultfd(ctx));
    writing(
        lab,
        () -> {
          VmaRange span = new Munmap(hands.task()).range().lookup(BASE, 4 * PAGE);
          UnmapEvents.of(hands.task()).prep(span);
        });
    SystemInvariants.check(lab.kernel);
  }

  static void openADriverVmaTwice(Lab lab, Hands hands) {
    ShmSegment segment = ShmSegment.of(lab.kernel, PAGE);
    atRest(lab, () -> segment.open(vma(lab)));
  }

  static void cutAHugePage(Lab lab, Hands hands) {
    int flags = ANON_FIXED | MmapFlags.MAP_HUGETLB;
    hands.syscalls().mmap(BASE, Addr.PMD_SIZE, RW, flags, null, 0);
    writing(lab, () -> lab.mm().vmas().adjust(vma(lab), BASE, BASE + PAGE, 0));
    Invariants.checkQuiescent(lab.mm());
  }

  static void callTheHookUnderTheReadLock(Lab lab, Hands hands) {
    reading(lab, () -> new Munmap(hands.task()).removeVmas().archUnmap(BASE, BASE + PAGE));
  }

  static void insertOverAnother(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().vmas().insert(new VmArea(lab.mm(), BASE, BASE + PAGE, 0, 0)));
  }

  static void detachFromTheTreeAlone(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().vmas().erase(vma(lab)));
    Invariants.checkQuiescent(lab.mm());
  }

  static void munmapTheNeighbour(Lab lab, Hands hands) {
    lab.mm().coverage().begin("munmap", BASE + 4 * PAGE, PAGE);
    hands.syscalls().mremap(BASE, 4 * PAGE, 3 * PAGE, 0, 0);
    lab.mm().coverage().end(0);
  }

  static void munmapInTwoHolds(Lab lab, Hands hands) {
    lab.mm().coverage().begin("munmap", BASE, 4 * PAGE);
    hands.syscalls().mremap(BASE, 4 * PAGE, 3 * PAGE, 0, 0);
    lab.mm().coverage().endHold();
    hands.syscalls().mremap(BASE, 3 * PAGE, 2 * PAGE, 0, 0);
    lab.mm().coverage().endHold();
    lab.mm().coverage().end(0);
  }

  static void failAfterUnmapping(Lab lab, Hands hands) {
    lab.mm().coverage().begin("munmap", BASE, 4 * PAGE);
    hands.syscalls().mremap(BASE, 4 * PAGE, 3 * PAGE, 0, 0);
    lab.mm().coverage().end(-Errno.ENOMEM);
  }

  static void markOneOfTwoHalves(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          VmaSplit.of(hands.task(), lab.mm()).split(vma(lab), BASE + PAGE, false);
          vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_DEAD);
        });
    Invariants.checkQuiescent(lab.mm());
  }

  static void mapIntoWhatAnotherUnmaps(Lab lab, Hands hands) {
    writing(
        lab,
        () -> {
          Munmap munmap = new Munmap(hands.task());
          VmaRange span = munmap.range().lookup(BASE, 4 * PAGE);
          munmap.detach().detach(span);
          span.setOwner(null);
          lab.mm().vmas().insert(new VmArea(lab.mm(), BASE, BASE + PAGE, 0, 0));
        });
  }

  static void useAfterMunmap(Lab lab, Hands hands) {
    VmArea vma = vma(lab);
    hands.syscalls().munmap(BASE, 4 * PAGE);
    vma.start();
  }

  static void leaveADeadVma(Lab lab, Hands hands) {
    writing(lab, () -> vma(lab).setFlags(vma(lab).flags() | VmFlags.VM_DEAD));
    Invariants.checkQuiescent(lab.mm());
  }

  static void faultWhileForkCopies(Lab lab, Hands hands) {
    vma(lab).checks().beginCopy();
    lab.machine.spawn("other", 1, () -> lab.hands().memory().store(BASE + PAGE, 'b'));
  }

  static void missAPeak(Lab lab, Hands hands) {
    lab.mm().rss().add(RssStat.MM_ANONPAGES, 1);
    lab.mm().rss().add(RssStat.MM_ANONPAGES, -1);
    Invariants.checkQuiescent(lab.mm());
  }

  static void miscount(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().counters().account(0, 1));
    Invariants.checkQuiescent(lab.mm());
  }

  static void miscountLocked(Lab lab, Hands hands) {
    writing(lab, () -> lab.mm().counters().addLocked(1));
    Invariants.checkQuiescent(lab.mm());
  }
}
