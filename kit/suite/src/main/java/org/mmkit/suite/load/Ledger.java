// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Lock;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;

/**
 * Who waited for whom, from the holds of mmap_sem as they end: each moment of a wait is put down to
 * the hold that ended last of those that were there.
 */
public final class Ledger {
  /** A power of two. */
  private static final int KEPT = 4096;

  private static final int LONGEST = 3;
  private static final int SITES = Site.values().length;

  private record Past(LockHold hold, Site site) {}

  private Past[] past = new Past[KEPT];

  /** What of them a wait asks about, side by side: it may outlast hundreds of them. */
  private final long[] fromPs = new long[KEPT];

  private final long[] toPs = new long[KEPT];
  private final @Nullable Lock[] locks = new Lock[KEPT];
  private final int[] sites = new int[KEPT];
  private final boolean[] writes = new boolean[KEPT];
  private int count;

  /** By the site of the waiter, then that of the holder. */
  private final long[] waitedPs = new long[SITES * SITES];

  private final long[] handOverPs = new long[SITES];
  private final List<Wait> longest = new ArrayList<>(LONGEST + 1);

  /** A hold has ended, of a task that is at a site. */
  public void add(LockHold hold, Site site) {
    if (hold.waitedPs() > 0) {
      putDown(hold, site);
    }
    int slot = count++ & KEPT - 1;
    past[slot] = new Past(hold, site);
    fromPs[slot] = hold.fromPs();
    toPs[slot] = hold.toPs();
    locks[slot] = hold.lock();
    sites[slot] = site.ordinal();
    writes[slot] = hold.mode() == LockMode.WRITE;
  }

  private void putDown(LockHold got, Site site) {
    long arrivedPs = got.fromPs() - got.waitedPs();
    long upToPs = got.fromPs();
    long nobodyPs = 0;
    long mostPs = 0;
    int holds = 0;
    int most = -1;
    int writer = -1;
    int row = site.ordinal() * SITES;
    int kept = Math.min(KEPT, count);
    for (int back = 1; back <= kept && upToPs > arrivedPs; back++) {
      int slot = count - back & KEPT - 1;
      long endPs = Math.min(toPs[slot], upToPs);
      long beginPs = Math.max(fromPs[slot], arrivedPs);
      if (locks[slot] != got.lock() || endPs <= beginPs) {
        continue;
      }
      holds++;
      nobodyPs += upToPs - endPs;
      waitedPs[row + sites[slot]] += endPs - beginPs;
      upToPs = beginPs;
      if (writer < 0 && writes[slot]) {
        writer = slot;
      }
      if (endPs - beginPs > mostPs) {
        mostPs = endPs - beginPs;
        most = slot;
      }
    }
    handOverPs[site.ordinal()] += nobodyPs + Math.max(0, upToPs - arrivedPs);
    if (longest.size() < LONGEST || got.waitedPs() > longest.get(LONGEST - 1).ps()) {
      remember(
          new Wait(
              got.task().name(),
              site,
              got.waitedPs(),
              holds,
              holder(most, mostPs),
              holder(writer == most ? -1 : writer, 0)));
    }
  }

  /**
   * Nothing is added any more: what was counted stays, and the holds, whose tasks keep their
   * machine, go.
   */
  public void close() {
    past = new Past[0];
    Arrays.fill(locks, null);
  }

  private Optional<Wait.Holder> holder(int slot, long ps) {
    if (slot < 0) {
      return Optional.empty();
    }
    Past one = past[slot];
    return Optional.of(new Wait.Holder(one.hold.task().name(), one.site, writes[slot], ps));
  }

  private void remember(Wait wait) {
    longest.add(wait);
    longest.sort(Comparator.comparingLong(Wait::ps).reversed());
    if (longest.size() > LONGEST) {
      longest.remove(LONGEST);
    }
  }

  /** For how long tasks at one site waited while a task at another had the lock. */
  public long waitedPs(Site waiter, Site holder) {
    return waitedPs[waiter.ordinal() * SITES + holder.ordinal()];
  }

  /** For how long they waited while nobody had it: it was on its way to the next one. */
  public long handOverPs(Site waiter) {
    return handOverPs[waiter.ordinal()];
  }

  /** The longest wait, or -1 if nobody waited. */
  public long longestPs() {
    return longest.isEmpty() ? -1 : longest.get(0).ps();
  }

  /** The three longest waits, the longest first. */
  public List<Wait> longest() {
    return List.copyOf(longest);
  }
}
