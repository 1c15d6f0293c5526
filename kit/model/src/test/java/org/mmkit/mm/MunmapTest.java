// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.RunEnd;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;

class MunmapTest {

  @Test
  void nothingIsLeftOfAMappingOfThreeTables() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          long length = 3 * Addr.PMD_SIZE;
          hands.syscalls().mmap(BASE, length, RW, ANON_FIXED | MmapFlags.MAP_POPULATE, null, 0);
          assertThat(lab.mm().pageTables().pteTables()).isEqualTo(3);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(3 * 512);
          assertThat(lab.kernel.frames().inUse()).isEqualTo(3 * 512);
          hands.syscalls().munmap(BASE, length);
        });
    assertThat(lab.mm().pageTables().tables()).isZero();
    assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isZero();
    assertThat(lab.kernel.frames().inUse()).isZero();
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aTableSharedWithANeighbourIsKept() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          for (int page = 0; page < 4; page++) {
            hands.memory().store(BASE + page * PAGE, 'a' + page);
          }
          hands.syscalls().munmap(BASE, 2 * PAGE);
          assertThat(lab.mm().pageTables().pteTables()).isEqualTo(1);
          assertThat(hands.memory().load(BASE + 2 * PAGE)).isEqualTo('c');
          assertThat(UserMemory.signalOf(hands.memory().load(BASE))).isEqualTo(Signal.SEGV_MAPERR);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void zapATableAtATimeAndEntryByEntryAgree() {
    for (boolean entryByEntry : new boolean[] {false, true}) {
      Lab lab = new Lab(new org.mmkit.unmap.detach.DetachV7(), params(entryByEntry));
      lab.run(
          hands -> {
            long length = 2 * Addr.PMD_SIZE;
            hands.syscalls().mmap(BASE, length, RW, ANON_FIXED, null, 0);
            for (long page = 0; page < 1024; page += 3) {
              hands.memory().store(BASE + page * PAGE, 1);
            }
            long before = lab.machine.nowPs();
            hands.syscalls().munmap(BASE, length);
            long took = lab.machine.nowPs() - before;
            // 342 present and 682 none entries at the least.
            assertThat(took).isGreaterThan(342 * 118_500L + 682 * 1_500L);
            assertThat(took).isLessThan(342 * 118_500L + 682 * 1_500L + 5_000_000L);
          });
      assertThat(lab.kernel.frames().inUse()).isZero();
      assertThat(lab.mm().pageTables().tables()).isZero();
      assertThat(lab.brokenRules()).isEmpty();
    }
  }

  private static KernelParams params(boolean entryByEntry) {
    return KernelParams.standard().withEntryByEntry(entryByEntry);
  }

  @Test
  void anUnmappedPageIsNotReadThroughAStaleTlb() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 7);
        });
    lab.runOn(1, hands -> assertThat(hands.memory().load(BASE)).isEqualTo(7));
    lab.run(hands -> hands.syscalls().munmap(BASE, PAGE));
    lab.runOn(
        1,
        hands ->
            assertThat(UserMemory.signalOf(hands.memory().load(BASE)))
                .isEqualTo(Signal.SEGV_MAPERR));
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void splittingUnderTheReadLockIsReported() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          lab.mm().mmapSem().downRead();
          VmaSplit.of(hands.task(), lab.mm()).split(lab.mm().vmas().find(BASE), BASE + PAGE, true);
          lab.mm().mmapSem().upRead();
        });
    assertThat(lab.brokenRules()).contains("D2");
  }

  @Test
  void aFreedVmaIsPoisoned() {
    Lab lab = new Lab();
    RunEnd end =
        lab.run(
            hands -> {
              hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
              VmArea vma = lab.mm().vmas().at(0);
              hands.syscalls().munmap(BASE, PAGE);
              vma.start();
            });
    assertThat(end).isEqualTo(RunEnd.VIOLATION);
    assertThat(lab.brokenRules()).containsExactly("U1");
  }

  @Test
  void aPageFreedBeforeTheFlushIsReported() {
    Lab lab = new Lab();
    RunEnd end =
        lab.run(
            hands -> {
              hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
              hands.memory().store(BASE, 7);
              PteTable table = lab.mm().pageTables().find(BASE);
              int frame = Pte.frame(table.get(0));
              table.put(0, Pte.NONE);
              lab.kernel.frames().removeMapping(frame);
              lab.kernel.frames().put(0, frame);
            });
    assertThat(end).isEqualTo(RunEnd.VIOLATION);
    assertThat(lab.brokenRules()).containsExactly("P3");
  }

  @Test
  void aPteChangedWithoutItsLockIsReported() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 7);
          PteTable table = lab.mm().pageTables().find(BASE);
          table.set(0, table.get(0));
        });
    assertThat(lab.brokenRules()).containsExactly("D6");
  }
}
