// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.Scheduler;
import org.mmkit.machine.Task;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.gather.Gather612;
import org.mmkit.unmap.kernel.StrategyPaths;
import org.mmkit.unmap.pervma.PerVma64;

class VmaLockTest {

  /** One task after the other; of all allocations that may fail, the one of a number does. */
  private static final class FailsOnce implements Scheduler {
    private int left;

    FailsOnce(int number) {
      this.left = number;
    }

    @Override
    public Task pick(Task[] runnable, int count, Task current) {
      return runnable[0];
    }

    @Override
    public int choose(ChoiceKind kind, int options) {
      return kind == ChoiceKind.ALLOC_FAILS && left-- == 0 ? 1 : 0;
    }

    boolean hasFailed() {
      return left < 0;
    }
  }

  private static UnmapStrategy strategy(String id) {
    return id.equals("pervma-6.4") ? new PerVma64() : new Gather612();
  }

  private static Lab lab(String id) {
    return new Lab(strategy(id), KernelParams.standard());
  }

  private static void map(Hands hands, long page, long pages) {
    hands.syscalls().mmap(BASE + page * PAGE, pages * PAGE, RW, ANON_FIXED, null, 0);
  }

  private static List<LockHold> holdsOfMmapLock(Lab lab) {
    return lab.machine.lockLog().holds().stream()
        .filter(hold -> hold.lock() == lab.mm().mmapSem())
        .toList();
  }

  @Test
  void aKernelKeepsTheEraOfItsBoot() {
    Kernel kernel = lab("pervma-6.4").kernel;
    kernel.plug(null);
    kernel.plug(new StrategyPaths(new PerVma64()));
    assertThatThrownBy(() -> kernel.plug(new StrategyPaths(new ExclusiveMunmap())))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a kernel keeps the locking");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pervma-6.4", "gather-6.12"})
  void onlyTheFirstFaultOfAMappingTakesMmapLock(String id) {
    Lab lab = lab(id);
    lab.run(
        hands -> {
          map(hands, 0, 4);
          lab.machine.lockLog().clear();
          hands.memory().store(BASE, 'a');
          assertThat(holdsOfMmapLock(lab)).hasSize(1);
          hands.memory().store(BASE + PAGE, 'b');
          hands.memory().load(BASE + 2 * PAGE);
          assertThat(holdsOfMmapLock(lab)).hasSize(1);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @Test
  void aFaultThatIsNotAllowedLooksAgainWithMmapLockHeld() {
    Lab lab = lab("pervma-6.4");
    lab.run(
        hands -> {
          map(hands, 0, 2);
          hands.memory().store(BASE, 'a');
          hands.syscalls().mprotect(BASE, 2 * PAGE, MmapFlags.PROT_READ);
          lab.machine.lockLog().clear();
          int stored = hands.memory().store(BASE + PAGE, 'b');
          assertThat(UserMemory.signalOf(stored)).isEqualTo(Signal.SEGV_ACCERR);
          assertThat(holdsOfMmapLock(lab)).hasSize(1);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"pervma-6.4", "gather-6.12"})
  void whereverMemoryIsLackingAMunmapThatFailsLeavesEverythingInPlace(String id) {
    int failures = 0;
    boolean more = true;
    for (int number = 0; more; number++) {
      FailsOnce scheduler = new FailsOnce(number);
      Lab lab = new Lab(strategy(id), KernelParams.standard(), scheduler);
      lab.run(hands -> lab.kernel.withMemoryReserve(() -> threeMappings(hands)));
      AtomicInteger result = new AtomicInteger();
      lab.run(hands -> result.set((int) hands.syscalls().munmap(BASE + PAGE, 9 * PAGE)));
      boolean failed = scheduler.hasFailed();
      assertThat(result.get()).isEqualTo(failed ? -Errno.ENOMEM : 0);
      lab.run(hands -> requireAll(lab, hands, failed));
      assertThat(lab.brokenRules()).isEmpty();
      failures += failed ? 1 : 0;
      more = failed;
    }
    // Two splits of three allocations each, three entries of the side tree, and the main one.
    assertThat(failures).isGreaterThanOrEqualTo(8);
  }

  private static void threeMappings(Hands hands) {
    for (int page = 0; page < 12; page += 4) {
      map(hands, page, 3);
      hands.memory().store(BASE + page * PAGE, 'a' + page);
    }
  }

  private static void requireAll(Lab lab, Hands hands, boolean all) {
    for (int i = 0; i < lab.mm().vmas().size(); i++) {
      assertThat(lab.mm().vmas().at(i).isMarkedDetached()).isFalse();
    }
    assertThat(hands.memory().load(BASE)).isEqualTo('a');
    lab.machine.lockLog().clear();
    int seen = hands.memory().load(BASE + 5 * PAGE);
    assertThat(UserMemory.signalOf(seen)).isEqualTo(all ? Signal.NONE : Signal.SEGV_MAPERR);
    if (all) {
      assertThat(holdsOfMmapLock(lab)).isEmpty();
    }
    Invariants.checkQuiescent(lab.mm());
  }

  /** How often a reader under RCU finds nothing where a mapping is being replaced. */
  private static int holesSeen(String id) {
    AtomicInteger holes = new AtomicInteger();
    for (int schedule = 0; schedule < 200; schedule++) {
      Lab lab = new Lab(strategy(id), KernelParams.standard(), new RandomWalk(5, schedule));
      lab.machine.leaveChoices(false);
      lab.run(
          hands -> {
            map(hands, 0, 2);
            hands.memory().store(BASE, 'a');
          });
      lab.together(
          hands -> map(hands, 0, 2),
          hands -> {
            for (int i = 0; i < 20; i++) {
              lab.kernel.rcu().readLock();
              holes.addAndGet(lab.mm().vmas().walk(BASE) == null ? 1 : 0);
              lab.kernel.rcu().readUnlock();
            }
          });
      assertThat(lab.brokenRules()).isEmpty();
    }
    return holes.get();
  }

  @Test
  void onlyWhereOneStoreReplacesAMappingDoReadersNeverSeeAHole() {
    assertThat(holesSeen("gather-6.12")).isZero();
    assertThat(holesSeen("pervma-6.4")).isPositive();
  }

  @Test
  void aFreedVmaIsPoisonedWhenTheReadersThatCouldSeeItHaveLeft() {
    Lab lab = lab("pervma-6.4");
    lab.run(
        hands -> {
          map(hands, 0, 1);
          hands.memory().store(BASE, 'a');
        });
    VmArea[] seen = new VmArea[1];
    lab.together(
        hands -> {
          lab.kernel.rcu().readLock();
          seen[0] = lab.mm().vmas().walk(BASE);
          lab.machine.delay(1_000_000_000);
          assertThat(seen[0].isFreed()).isTrue();
          assertThat(seen[0].start()).isEqualTo(BASE);
          lab.kernel.rcu().readUnlock();
        },
        hands -> {
          lab.machine.delay(1_000);
          hands.syscalls().munmap(BASE, PAGE);
        });
    assertThat(lab.brokenRules()).isEmpty();
    lab.run(hands -> seen[0].start());
    assertThat(lab.brokenRules()).containsExactly("U1");
  }
}
