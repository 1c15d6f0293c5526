// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.mmkit.machine.LockHold;

/**
 * Who waited for whom, from the holds of mmap_sem as they end: each moment of a wait is put down to
 * the hold that ended last of those that were there.
 *
 * <p>Before a hold, that is the last one of the same lock that began earlier: its parent. A wait is
 * a part of the way from parent to parent, and {@link HoldPath} knows the sums.
 */
public final class Ledger {
  private static final int LONGEST = 3;
  static final int SITES = Site.values().length;

  private final HoldPath path = new HoldPath();

  /** By the site of the waiter, then that of the holder. */
  private final long[] waitedPs = new long[SITES * SITES];

  private final long[] handOverPs = new long[SITES];
  private final List<Wait> longest = new ArrayList<>(LONGEST + 1);

  /** A hold has ended, of a task that is at a site. */
  public void add(LockHold hold, Site site) {
    int parent = path.parentOf(hold);
    if (hold.waitedPs() > 0) {
      int from = site.ordinal();
      handOverPs[from] += path.putDown(hold, parent, waitedPs, from * SITES);
      if (longest.size() < LONGEST || hold.waitedPs() > longest.get(LONGEST - 1).ps()) {
        remember(path.tell(hold, parent, site));
      }
    }
    path.add(hold, parent, site);
  }

  /**
   * Nothing is added any more: what was counted stays, and the holds, whose tasks keep their
   * machine, go.
   */
  public void close() {
    path.close();
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
