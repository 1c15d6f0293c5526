// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;

/**
 * Who waited for whom, from the holds of mmap_sem as they end: each moment of a wait is put down to
 * the hold that ended last of those that were there.
 */
public final class Ledger {
  private static final int KEPT = 4096;
  private static final int LONGEST = 3;
  private static final int SITES = Site.values().length;

  private record Past(LockHold hold, Site site) {}

  private Past[] past = new Past[KEPT];
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
    past[count++ % KEPT] = new Past(hold, site);
  }

  private void putDown(LockHold got, Site site) {
    long arrivedPs = got.fromPs() - got.waitedPs();
    long upToPs = got.fromPs();
    long nobodyPs = 0;
    long mostPs = 0;
    int holds = 0;
    Past most = null;
    Past writer = null;
    for (int back = 1; back <= Math.min(KEPT, count) && upToPs > arrivedPs; back++) {
      Past one = past[(count - back) % KEPT];
      long endPs = Math.min(one.hold.toPs(), upToPs);
      long beginPs = Math.max(one.hold.fromPs(), arrivedPs);
      if (one.hold.lock() != got.lock() || endPs <= beginPs) {
        continue;
      }
      holds++;
      nobodyPs += upToPs - endPs;
      waitedPs[site.ordinal() * SITES + one.site.ordinal()] += endPs - beginPs;
      upToPs = beginPs;
      if (writer == null && one.hold.mode() == LockMode.WRITE) {
        writer = one;
      }
      if (endPs - beginPs > mostPs) {
        mostPs = endPs - beginPs;
        most = one;
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
              holder(writer == most ? null : writer, 0)));
    }
  }

  /**
   * Nothing is added any more: what was counted stays, and the holds, whose tasks keep their
   * machine, go.
   */
  public void close() {
    past = new Past[0];
  }

  private static Optional<Wait.Holder> holder(@Nullable Past past, long ps) {
    return past == null
        ? Optional.empty()
        : Optional.of(
            new Wait.Holder(
                past.hold.task().name(), past.site, past.hold.mode() == LockMode.WRITE, ps));
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
