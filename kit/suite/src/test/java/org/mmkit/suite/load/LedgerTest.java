// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.Lock;
import org.mmkit.machine.LockClass;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Task;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;

/** What the ledger sums up on the way is what comes of going through all holds before a wait. */
class LedgerTest {
  private static final int HOLDS = 10_000;
  private static final int KEPT = 4096;

  private record Ended(LockHold hold, Site site) {}

  /** How many tasks hold and wait at once. */
  @ParameterizedTest
  @ValueSource(ints = {2, 5, 40, 300, 6_000})
  void eachMomentOfAWaitIsThatOfTheHoldThatEndedLast(int crowd) {
    List<Ended> all = random(crowd);
    Ledger ledger = new Ledger();
    TreeMap<String, Long> expected = new TreeMap<>();
    for (int i = 0; i < all.size(); i++) {
      ledger.add(all.get(i).hold, all.get(i).site);
      walk(all, i, expected);
    }
    TreeMap<String, Long> summed = new TreeMap<>();
    for (Site waiter : Site.values()) {
      count(summed, waiter + " for nobody", ledger.handOverPs(waiter));
      for (Site holder : Site.values()) {
        count(summed, waiter + " for " + holder, ledger.waitedPs(waiter, holder));
      }
    }
    assertThat(summed).isEqualTo(expected);
    assertThat(ledger.longestPs()).isEqualTo(longest(all));
  }

  private static long longest(List<Ended> all) {
    return all.stream().mapToLong(one -> one.hold.waitedPs()).max().orElseThrow();
  }

  private static void count(TreeMap<String, Long> sums, String what, long ps) {
    if (ps != 0) {
      sums.merge(what, ps, Long::sum);
    }
  }

  private static void walk(List<Ended> all, int at, TreeMap<String, Long> sums) {
    LockHold got = all.get(at).hold;
    Site site = all.get(at).site;
    long arrivedPs = got.fromPs() - got.waitedPs();
    long upToPs = got.fromPs();
    for (int i = at - 1; i >= Math.max(0, at - KEPT) && upToPs > arrivedPs; i--) {
      LockHold before = all.get(i).hold;
      long endPs = Math.min(before.toPs(), upToPs);
      long beginPs = Math.max(before.fromPs(), arrivedPs);
      if (before.lock() == got.lock() && endPs > beginPs) {
        count(sums, site + " for nobody", upToPs - endPs);
        count(sums, site + " for " + all.get(i).site, endPs - beginPs);
        upToPs = beginPs;
      }
    }
    count(sums, site + " for nobody", upToPs - arrivedPs);
  }

  /** Holds of three locks, in the order in which they end; some begin with others, or are short. */
  private static List<Ended> random(int crowd) {
    Random random = new Random(crowd);
    Machine machine =
        new Machine(
            MachineProfile.byName("xeon-e5-2680-2018"),
            new RandomWalk(1, 1),
            MachineOptions.defaults());
    Task task = machine.spawn("T1", 0, () -> {});
    List<Lock> locks =
        IntStream.range(0, 3)
            .<Lock>mapToObj(i -> machine.newSemaphore(LockClass.nestable("lock")))
            .toList();
    List<Ended> all = new ArrayList<>();
    for (int i = 0; i < HOLDS; i++) {
      long fromPs = 10L * crowd + random.nextInt(10 * HOLDS);
      long heldPs = random.nextInt(4) == 0 ? 0 : random.nextInt(4 + 2 * crowd);
      long waitedPs = random.nextInt(3) == 0 ? 0 : random.nextInt(10 * crowd);
      LockMode mode = LockMode.values()[random.nextInt(LockMode.values().length)];
      Lock lock = locks.get(random.nextInt(locks.size()));
      Site site = Site.values()[random.nextInt(Site.values().length)];
      all.add(new Ended(new LockHold(lock, task, mode, waitedPs, fromPs, fromPs + heldPs), site));
    }
    all.sort(Comparator.comparingLong(one -> one.hold.toPs()));
    return all;
  }
}
