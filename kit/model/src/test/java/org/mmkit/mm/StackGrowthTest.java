// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.merged.Merged420;
import org.mmkit.unmap.merged.Merged58;

class StackGrowthTest {
  private static final long STACK = BASE + 512 * PAGE;
  private static final int GROWS_DOWN = Lab.ANON_FIXED | MmapFlags.MAP_GROWSDOWN;

  /** Linux 5.8 with stacks that grow under the lock held for writing. */
  private static final class Closed implements UnmapStrategy {
    private final Merged58 merged = new Merged58();

    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return merged.munmap(kernel, start, length);
    }

    @Override
    public CompanionPaths companions(CompanionPaths standard) {
      return merged.companions(standard).withStackGrowthUnderWriteLock();
    }
  }

  private static LockMode lastMode(UnmapStrategy strategy, long distance) {
    Lab lab = new Lab(strategy, KernelParams.standard());
    lab.run(
        hands -> {
          hands.syscalls().mmap(STACK, PAGE, RW, GROWS_DOWN, null, 0);
          long range = STACK - distance - PAGE;
          hands.syscalls().mmap(range, PAGE, RW, Lab.ANON_FIXED, null, 0);
          lab.machine.lockLog().clear();
          hands.syscalls().munmap(range, PAGE);
        });
    assertThat(lab.brokenRules()).isEmpty();
    LockHold last = null;
    for (LockHold hold : lab.machine.lockLog().holds()) {
      last = hold.lock() == lab.mm().mmapSem() ? hold : last;
    }
    return last.mode();
  }

  @Test
  void theLockStaysExclusiveBelowAStackAtAnyDistance() {
    assertThat(lastMode(new Merged420(), 0)).isEqualTo(LockMode.DOWNGRADED);
    assertThat(lastMode(new Merged58(), 0)).isEqualTo(LockMode.WRITE);
    assertThat(lastMode(new Merged58(), 300 * PAGE)).isEqualTo(LockMode.WRITE);
  }

  @Test
  void theLockIsDowngradedWhereNoStackIsNext() {
    Lab lab = new Lab(new Merged58(), KernelParams.standard());
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 2 * PAGE, RW, Lab.ANON_FIXED, null, 0);
          hands.syscalls().mmap(STACK, PAGE, RW, GROWS_DOWN, null, 0);
          lab.machine.lockLog().clear();
          hands.syscalls().munmap(BASE, PAGE);
        });
    assertThat(lab.machine.lockLog().holds())
        .filteredOn(hold -> hold.lock() == lab.mm().mmapSem())
        .extracting(LockHold::mode)
        .containsExactly(LockMode.WRITE, LockMode.DOWNGRADED);
  }

  /** A munmap while a stack elsewhere grows: the rules broken in any of many schedules. */
  private static TreeSet<String> unmapWhileAStackGrows(UnmapStrategy strategy) {
    TreeSet<String> broken = new TreeSet<>();
    for (int schedule = 0; schedule < 300; schedule++) {
      Lab lab = new Lab(strategy, KernelParams.standard(), new RandomWalk(11, schedule));
      lab.run(
          hands -> {
            hands.syscalls().mmap(STACK, PAGE, RW, GROWS_DOWN, null, 0);
            hands.syscalls().mmap(STACK + 2 * PAGE, PAGE, RW, Lab.ANON_FIXED, null, 0);
          });
      lab.together(
          hands -> hands.syscalls().munmap(STACK + 2 * PAGE, PAGE),
          hands -> hands.memory().store(STACK - 3 * PAGE, 1));
      Invariants.checkQuiescent(lab.mm());
      broken.addAll(lab.brokenRules());
    }
    return broken;
  }

  @Test
  void aPageCountIsLostWhereStacksGrowUnderTheReadLock() {
    assertThat(unmapWhileAStackGrows(new Merged58())).containsExactly("A1");
    assertThat(unmapWhileAStackGrows(new Closed())).isEmpty();
  }

  @Test
  void aFaultBelowAStackTakesTheLockForWritingIfStacksGrowExclusively() {
    Lab lab = new Lab(new Closed(), KernelParams.standard());
    lab.run(
        hands -> {
          hands.syscalls().mmap(STACK, PAGE, RW, GROWS_DOWN, null, 0);
          lab.machine.lockLog().clear();
          hands.memory().store(STACK - 3 * PAGE, 1);
          int far = hands.memory().load(STACK - (1L << 30));
          assertThat(UserMemory.signalOf(far)).isEqualTo(Signal.SEGV_MAPERR);
        });
    assertThat(lab.machine.lockLog().holds())
        .filteredOn(hold -> hold.lock() == lab.mm().mmapSem())
        .extracting(LockHold::mode)
        .containsExactly(
            LockMode.READ,
            LockMode.WRITE,
            LockMode.DOWNGRADED,
            LockMode.READ,
            LockMode.WRITE,
            LockMode.DOWNGRADED);
    assertThat(lab.brokenRules()).isEmpty();
  }
}
