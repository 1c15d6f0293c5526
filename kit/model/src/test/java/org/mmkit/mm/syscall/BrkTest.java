// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.PAGE;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.mm.Lab;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.merged.Merged420;

class BrkTest {

  /** Refuses to shrink the heap, and notes where the break was meanwhile. */
  private static final class Refusing implements UnmapStrategy {
    private final Lab[] lab = new Lab[1];
    private long breakSeen;

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return 0;
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      return standard.withBrkShrink(
          (kernel, start, length) -> {
            breakSeen = lab[0].mm().layout().brk();
            return -Errno.ENOMEM;
          });
    }
  }

  @Test
  void theBreakIsLoweredBeforeTheUnmapAndRestoredIfThatFails() {
    Refusing strategy = new Refusing();
    Lab lab = new Lab(strategy, KernelParams.standard());
    strategy.lab[0] = lab;
    lab.run(
        hands -> {
          long start = lab.mm().layout().startBrk();
          assertThat(hands.syscalls().brk(start + 8 * PAGE)).isEqualTo(start + 8 * PAGE);
          assertThat(hands.syscalls().brk(start + 2 * PAGE)).isEqualTo(start + 8 * PAGE);
          assertThat(strategy.breakSeen).isEqualTo(start + 2 * PAGE);
          assertThat(lab.mm().layout().brk()).isEqualTo(start + 8 * PAGE);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aDowngradedShrinkLetsGoOfTheLockAsAReader() {
    Lab lab = new Lab(new Merged420(), KernelParams.standard());
    lab.run(
        hands -> {
          long start = lab.mm().layout().startBrk();
          hands.syscalls().brk(start + 8 * PAGE);
          hands.memory().store(start + 5 * PAGE, 1);
          lab.machine.lockLog().clear();
          assertThat(hands.syscalls().brk(start)).isEqualTo(start);
          assertThat(lab.kernel.committedPages()).isZero();
        });
    assertThat(lab.machine.lockLog().holds())
        .filteredOn(hold -> hold.lock() == lab.mm().mmapSem())
        .extracting(LockHold::mode)
        .containsExactly(LockMode.WRITE, LockMode.DOWNGRADED);
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void growthThatIsRefusedLeavesAllCountersAsTheyWere() {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          long start = lab.mm().layout().startBrk();
          hands.syscalls().brk(start + 2 * PAGE);
          long total = lab.mm().counters().totalVm();
          lab.process.setLimits(lab.process.limits().withAs((total + 1) * PAGE));
          assertThat(hands.syscalls().brk(start + 4 * PAGE)).isEqualTo(start + 2 * PAGE);
          assertThat(lab.mm().counters().totalVm()).isEqualTo(total);
          assertThat(lab.kernel.committedPages()).isEqualTo(2);
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }
}
