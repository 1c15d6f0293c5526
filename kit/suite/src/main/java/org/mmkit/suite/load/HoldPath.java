// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.mmkit.machine.Lock;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;

/**
 * The holds of locks in the order in which they ended, each with its parent: the last one before it
 * of the same lock that began earlier. Who waits for hundreds of holds goes from parent to parent,
 * so each hold knows the sums of its way, and a hold far up the way, as in a skip list.
 *
 * <p>Holds are known by their numbers, from 0. Of the last {@value #KEPT} it knows more than that.
 */
final class HoldPath {
  /** A power of two. */
  private static final int KEPT = 4096;

  private static final int NONE = -1;
  private static final int SITES = Ledger.SITES;

  private record Past(LockHold hold, Site site) {}

  private final Map<Lock, Integer> lastOf = new IdentityHashMap<>();
  private int count;

  private int room = 64;
  private Past[] past = new Past[room];
  private long[] fromPs = new long[room];
  private long[] toPs = new long[room];
  private int[] parents = new int[room];

  /** A hold far up the way, and how many are between the beginning of the way and a hold. */
  private int[] jumps = new int[room];

  private int[] depths = new int[room];

  /** By hold and site: for how long a site had the lock on the way to the hold. */
  private long[] heldPs = new long[room * SITES];

  /** By hold: for how long nobody had it. */
  private long[] nobodyPs = new long[room];

  /** The parent of a hold that has just ended. */
  int parentOf(LockHold hold) {
    int earlier = lastOf.getOrDefault(hold.lock(), NONE);
    while (isKept(earlier) && fromPs[slot(earlier)] >= hold.fromPs()) {
      earlier = parents[slot(earlier)];
    }
    return isKept(earlier) ? earlier : NONE;
  }

  /** The next hold. */
  void add(LockHold hold, int parent, Site site) {
    if (count == room && room < KEPT) {
      grow();
    }
    int slot = slot(count);
    past[slot] = new Past(hold, site);
    fromPs[slot] = hold.fromPs();
    toPs[slot] = hold.toPs();
    parents[slot] = parent;
    jumps[slot] = parent;
    depths[slot] = 0;
    nobodyPs[slot] = 0;
    int sums = slot * SITES;
    if (parent == NONE) {
      Arrays.fill(heldPs, sums, sums + SITES, 0);
    } else {
      int above = slot(parent);
      depths[slot] = depths[above] + 1;
      jumps[slot] = jump(parent);
      System.arraycopy(heldPs, above * SITES, heldPs, sums, SITES);
      long endPs = Math.min(toPs[above], hold.fromPs());
      heldPs[sums + siteOf(above)] += endPs - fromPs[above];
      nobodyPs[slot] = nobodyPs[above] + hold.fromPs() - endPs;
    }
    lastOf.put(hold.lock(), count++);
  }

  /** Of the child of a hold: jumps of equal lengths are joined to one of twice that. */
  private int jump(int parent) {
    int one = jumps[slot(parent)];
    if (!isKept(one) || !isKept(jumps[slot(one)])) {
      return parent;
    }
    int two = jumps[slot(one)];
    boolean equal =
        depths[slot(parent)] - depths[slot(one)] == depths[slot(one)] - depths[slot(two)];
    return equal ? two : parent;
  }

  /**
   * Puts down for how long each site had the lock while a hold was waited for.
   *
   * @param into by site, from an index on
   * @return for how long nobody had it, in ps
   */
  long putDown(LockHold got, int parent, long[] into, int at) {
    long arrivedPs = got.fromPs() - got.waitedPs();
    long upToPs = got.fromPs();
    long nobody = 0;
    int next = parent;
    if (began(next, arrivedPs)) {
      int first = slot(next);
      long endPs = Math.min(toPs[first], upToPs);
      into[at + siteOf(first)] += endPs - fromPs[first];
      int last = slot(lastBegun(next, arrivedPs));
      for (int site = 0; site < SITES; site++) {
        into[at + site] += heldPs[first * SITES + site] - heldPs[last * SITES + site];
      }
      nobody = upToPs - endPs + nobodyPs[first] - nobodyPs[last];
      upToPs = fromPs[last];
      next = parents[last];
    }
    if (isKept(next) && toPs[slot(next)] > arrivedPs) {
      long endPs = Math.min(toPs[slot(next)], upToPs);
      into[at + siteOf(slot(next))] += endPs - arrivedPs;
      return nobody + upToPs - endPs;
    }
    return nobody + upToPs - arrivedPs;
  }

  /** The earliest on the way from a hold that began after a time, as that one did. */
  private int lastBegun(int hold, long ps) {
    int at = hold;
    while (true) {
      if (began(jumps[slot(at)], ps)) {
        at = jumps[slot(at)];
      } else if (began(parents[slot(at)], ps)) {
        at = parents[slot(at)];
      } else {
        return at;
      }
    }
  }

  private boolean began(int hold, long afterPs) {
    return isKept(hold) && fromPs[slot(hold)] > afterPs;
  }

  /** The same wait in words, hold by hold. */
  Wait tell(LockHold got, int parent, Site site) {
    long arrivedPs = got.fromPs() - got.waitedPs();
    long upToPs = got.fromPs();
    long mostPs = 0;
    int holds = 0;
    int most = NONE;
    int writer = NONE;
    for (int at = parent; isKept(at) && upToPs > arrivedPs; at = parents[slot(at)]) {
      long endPs = Math.min(toPs[slot(at)], upToPs);
      long beginPs = Math.max(fromPs[slot(at)], arrivedPs);
      if (endPs <= beginPs) {
        continue;
      }
      holds++;
      upToPs = beginPs;
      if (writer == NONE && writes(at)) {
        writer = at;
      }
      if (endPs - beginPs > mostPs) {
        mostPs = endPs - beginPs;
        most = at;
      }
    }
    return new Wait(
        got.task().name(),
        site,
        got.waitedPs(),
        holds,
        holder(most, mostPs),
        holder(writer == most ? NONE : writer, 0));
  }

  private Optional<Wait.Holder> holder(int hold, long ps) {
    if (hold == NONE) {
      return Optional.empty();
    }
    Past one = past[slot(hold)];
    return Optional.of(new Wait.Holder(one.hold.task().name(), one.site, writes(hold), ps));
  }

  private boolean writes(int hold) {
    return past[slot(hold)].hold.mode() == LockMode.WRITE;
  }

  private int siteOf(int slot) {
    return past[slot].site.ordinal();
  }

  private boolean isKept(int hold) {
    return hold >= 0 && hold >= count - KEPT;
  }

  private int slot(int hold) {
    return hold & room - 1;
  }

  private void grow() {
    room *= 2;
    past = Arrays.copyOf(past, room);
    fromPs = Arrays.copyOf(fromPs, room);
    toPs = Arrays.copyOf(toPs, room);
    parents = Arrays.copyOf(parents, room);
    jumps = Arrays.copyOf(jumps, room);
    depths = Arrays.copyOf(depths, room);
    heldPs = Arrays.copyOf(heldPs, room * SITES);
    nobodyPs = Arrays.copyOf(nobodyPs, room);
  }

  /** The holds go. */
  void close() {
    past = new Past[0];
    lastOf.clear();
  }
}
