// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import org.junit.jupiter.api.Test;
import org.mmkit.mm.Invariants;
import org.mmkit.mm.Lab;
import org.mmkit.mm.RssStat;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;

class MadviseTest {

  @Test
  void dontneedGivesPagesBackButKeepsTablesAndMapping() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED | MmapFlags.MAP_POPULATE, null, 0);
          long total = lab.mm().counters().totalVm();
          hands.syscalls().madvise(BASE + PAGE, 2 * PAGE, Advice.DONTNEED);
          assertThat(lab.kernel.frames().inUse()).isEqualTo(2);
          assertThat(lab.mm().rss().pages(RssStat.MM_ANONPAGES)).isEqualTo(2);
          assertThat(lab.mm().pageTables().pteTables()).isEqualTo(1);
          assertThat(lab.mm().counters().totalVm()).isEqualTo(total);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aGuardReplacesAPageAndCostsNoMemory() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED | MmapFlags.MAP_POPULATE, null, 0);
          hands.syscalls().madvise(BASE, PAGE, Advice.GUARD_INSTALL);
          assertThat(lab.kernel.frames().inUse()).isEqualTo(1);
          assertThat(hands.syscalls().madvise(BASE, 2 * PAGE, Advice.POPULATE_WRITE))
              .isEqualTo(-Errno.EFAULT);
          hands.syscalls().munmap(BASE, 2 * PAGE);
          assertThat(lab.mm().pageTables().tables()).isZero();
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void discardingLockedPagesUnmlocksThem() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, ANON_FIXED, null, 0);
          hands.syscalls().mlock(BASE, 2 * PAGE, 0);
          assertThat(hands.syscalls().madvise(BASE, PAGE, Advice.DONTNEED_LOCKED)).isZero();
          assertThat(lab.kernel.frames().inUse()).isEqualTo(1);
          assertThat(lab.mm().counters().lockedVm()).isEqualTo(2);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void anAdviceThatNeedsMoreVmasThanAllowedSaysTryAgain() {
    KernelParams few = KernelParams.standard().withMaxMapCount(3);
    Lab lab = new Lab(new org.mmkit.unmap.exclusive.ExclusiveMunmap(), few);
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          assertThat(hands.syscalls().madvise(BASE + PAGE, PAGE, Advice.DONTDUMP))
              .isEqualTo(-Errno.EAGAIN);
          Invariants.checkQuiescent(lab.mm());
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
