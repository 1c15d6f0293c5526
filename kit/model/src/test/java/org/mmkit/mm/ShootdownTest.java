// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.WaitQueue;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.unmap.merged.Merged58;

/** Threads that fault pages in and drop them, each in memory of its own (tlb_flush2). */
class ShootdownTest {

  private static final MachineProfile MACHINE = MachineProfile.byName("2s-40t-v4.15");

  private static long flush(Crowd.Member member) {
    member.memory.store(member.base(), 1);
    member.calls.madvise(member.base(), Lab.PAGE, Advice.DONTNEED);
    member.think(100);
    return 1;
  }

  private static Crowd crowd(int threads) {
    return new Crowd(MACHINE, "4.18", new Merged58(), threads, 1, 200, 2_000);
  }

  /** What one operation costs one of the threads, in ns. */
  private static double cost(int threads) {
    return threads * 1e9 / crowd(threads).perSecond(Crowd::mapOwn, ShootdownTest::flush);
  }

  @Test
  void anOperationCostsMoreTheMoreCpusRunTheMm() {
    double before = 0;
    for (int threads : new int[] {1, 2, 4, 8, 16, 32}) {
      double now = cost(threads);
      assertThat(now).as("%d threads", threads).isGreaterThan(before * 1.05);
      before = now;
    }
  }

  @Test
  void idleCpusDoNotCount() {
    Crowd crowd = crowd(32);
    WaitQueue queue = new WaitQueue(crowd.machine, "the end");
    double one =
        crowd.perSecond(
            Crowd::mapOwn,
            member -> {
              if (member.number == 0) {
                long done = flush(member);
                if (crowd.machine.nowPs() >= crowd.toPs) {
                  queue.wakeAll();
                }
                return done;
              }
              member.memory.store(member.base(), 1);
              queue.sleep();
              return 0;
            });
    assertThat(1e9 / one).isCloseTo(cost(1), within(cost(1) * 0.05));
    assertThat(crowd.machine.interrupts().sent()).isLessThan(100);
  }

  @Test
  void aVictimLosesTimeAndTheSenderWaitsForTheSlowestAnswer() {
    Crowd crowd = crowd(2);
    crowd.perSecond(
        Crowd::mapOwn,
        member -> {
          if (member.number == 0) {
            return flush(member);
          }
          member.think(50);
          return 1;
        });
    long sent = crowd.machine.interrupts().sent();
    assertThat(sent).isGreaterThan(200);
    assertThat(crowd.machine.task(1).stalledPs()).isBetween((sent - 1) * 800_000, sent * 800_000);
    assertThat(crowd.machine.task(0).stalledPs()).isZero();
  }
}
