// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;
import static org.mmkit.mm.syscall.RemapArgs.DONTUNMAP;
import static org.mmkit.mm.syscall.RemapArgs.FIXED;
import static org.mmkit.mm.syscall.RemapArgs.MAYMOVE;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.LockMode;
import org.mmkit.mm.HugetlbPool;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Lab;
import org.mmkit.mm.Pte;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.proc.ProcMaps;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged420;

class MremapTest {
  private static final long FAR = BASE + (64L << 20);
  private static final int MOVE = MAYMOVE | FIXED;

  private static Signal signal(int result) {
    return UserMemory.signalOf(result);
  }

  @Test
  void anotherCpuLosesItsTranslationOfTheOldPlace() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 7);
        });
    lab.runOn(1, hands -> assertThat(hands.memory().load(BASE)).isEqualTo(7));
    lab.run(hands -> hands.syscalls().mremap(BASE, PAGE, PAGE, MOVE, FAR));
    lab.runOn(
        1,
        hands -> {
          assertThat(signal(hands.memory().store(BASE, 8))).isEqualTo(Signal.SEGV_MAPERR);
          assertThat(hands.memory().load(FAR)).isEqualTo(7);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void withDontunmapTheOldPlaceIsFlushedAlthoughItsMappingStays() {
    Lab lab = new Lab();
    lab.run(hands -> hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0));
    lab.runOn(1, hands -> hands.memory().store(BASE, 7));
    lab.run(hands -> hands.syscalls().mremap(BASE, PAGE, PAGE, MOVE | DONTUNMAP, FAR));
    lab.runOn(
        1,
        hands -> {
          assertThat(hands.memory().load(BASE)).isZero();
          assertThat(hands.memory().load(FAR)).isEqualTo(7);
          SystemInvariants.check(lab.kernel);
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aMoveAcrossTablesKeepsTheFramesAndTheirCounts() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          long length = 2 * Addr.PMD_SIZE;
          hands.syscalls().mmap(BASE, length, RW, ANON_FIXED | MmapFlags.MAP_POPULATE, null, 0);
          long pages = Addr.pages(length);
          long target = FAR + 5 * PAGE;
          int first = Pte.frame(lab.mm().pageTables().walk(BASE));
          assertThat(hands.syscalls().mremap(BASE, length, length, MOVE, target)).isEqualTo(target);
          assertThat(Pte.frame(lab.mm().pageTables().walk(target))).isEqualTo(first);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(pages);
          assertThat(lab.kernel.frames().inUse()).isEqualTo((int) pages);
          assertThat(lab.mm().pageTables().pteTables()).isEqualTo(3);
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void whatARefusedRemapWouldHaveCommittedIsNotCommitted() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mmap(BASE + 4 * PAGE, PAGE, 0, ANON_FIXED, null, 0);
          long committed = lab.kernel.committedPages();
          long total = lab.mm().counters().totalVm();
          assertThat(hands.syscalls().mremap(BASE, 4 * PAGE, 8 * PAGE, 0, 0))
              .isEqualTo(-Errno.ENOMEM);
          assertThat(hands.syscalls().mremap(BASE, 4 * PAGE, 1L << 46, MAYMOVE, 0))
              .isEqualTo(-Errno.ENOMEM);
          assertThat(lab.kernel.committedPages()).isEqualTo(committed);
          assertThat(lab.mm().counters().totalVm()).isEqualTo(total);
          hands.syscalls().mremap(BASE, 4 * PAGE, 6 * PAGE, MOVE, FAR);
          assertThat(lab.kernel.committedPages()).isEqualTo(committed + 2);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void lockedMemoryStaysCountedWhenPartOfItMovesAndTheRestStays() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 6 * PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mlock(BASE, 6 * PAGE, 0);
          hands.syscalls().mremap(BASE + PAGE, 2 * PAGE, 3 * PAGE, MOVE, FAR);
          assertThat(lab.mm().counters().lockedVm()).isEqualTo(7);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(7);
          hands.syscalls().mremap(FAR, 3 * PAGE, 3 * PAGE, MOVE | DONTUNMAP, FAR + 10 * PAGE);
          // What stays is unlocked, but Linux leaves it in the count.
          assertThat(lab.mm().counters().lockedVm()).isEqualTo(10);
          Invariants.checkQuiescent(lab.mm());
          hands.task().exit();
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aMovedPartOfHugePagesTakesItsReservationAlong() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          long unit = Addr.PMD_SIZE;
          int flags = ANON_FIXED | MmapFlags.MAP_HUGETLB;
          hands.syscalls().mmap(BASE, 4 * unit, RW, flags, null, 0);
          hands.memory().store(BASE + unit, 'h');
          HugetlbPool pool = lab.kernel.hugetlb();
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(7, 3);
          hands.syscalls().mremap(BASE + unit, 2 * unit, 2 * unit, MOVE, FAR);
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(7, 3);
          assertThat(hands.memory().load(FAR)).isEqualTo('h');
          hands.syscalls().munmap(FAR, 2 * unit);
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(8, 2);
          hands.syscalls().munmap(BASE, 4 * unit);
          assertThat(List.of(pool.free(), pool.reserved())).containsExactly(8, 0);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  /** How a shrink in place held the lock, the last hold last. */
  private static List<LockMode> modesOfShrink(Lab lab) {
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 64 * PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE + 40 * PAGE, 1);
          lab.machine.lockLog().clear();
          hands.syscalls().mremap(BASE, 64 * PAGE, 8 * PAGE, 0, 0);
        });
    assertThat(lab.brokenRules()).isEmpty();
    return lab.machine.lockLog().holds().stream()
        .filter(hold -> hold.lock() == lab.mm().mmapSem())
        .map(hold -> hold.mode())
        .toList();
  }

  @Test
  void aShrinkInPlaceIsTheStrategysToCarryOut() {
    assertThat(modesOfShrink(new Lab())).containsExactly(LockMode.WRITE);
    assertThat(modesOfShrink(new Lab(new Merged420(), KernelParams.standard())))
        .containsExactly(LockMode.WRITE, LockMode.DOWNGRADED);
  }

  @Test
  void aMoveThatJoinsTheSourceWithItsNeighbourLosesNothing() {
    Lab lab = new Lab(new ExclusiveMunmap(), KernelParams.standard());
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 5 * PAGE, RW, ANON_FIXED, null, 0);
          // Untouched memory may merge with what it is moved next to, here its own rest.
          hands.syscalls().mremap(BASE + PAGE, PAGE, PAGE, MOVE, BASE + 5 * PAGE);
          assertThat(new ProcMaps(hands.task()).read().stream().filter(l -> l.start() < FAR))
              .extracting(ProcMaps.Line::start, ProcMaps.Line::end)
              .containsExactly(
                  org.assertj.core.groups.Tuple.tuple(BASE, BASE + PAGE),
                  org.assertj.core.groups.Tuple.tuple(BASE + 2 * PAGE, BASE + 6 * PAGE));
          Invariants.checkQuiescent(lab.mm());
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
