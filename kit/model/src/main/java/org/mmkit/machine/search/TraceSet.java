// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

/** A set of traces, each by its hash of 64 bits: of a million, two are alike one time in 10^7. */
public final class TraceSet {

  /** Number of traces that are told apart; after that no more are counted. */
  public static final int LIMIT = 8_000_000;

  private long[] table = new long[1 << 10];
  private int size;
  private boolean hasZero;

  /** An empty set. */
  public TraceSet() {}

  /** Number of traces in it. */
  public int size() {
    return size;
  }

  /** Adds a trace; returns whether it is new. */
  public boolean add(long hash) {
    if (hash == 0) {
      boolean added = !hasZero;
      hasZero = true;
      size += added ? 1 : 0;
      return added;
    }
    int place = find(hash);
    if (table[place] == hash || size >= LIMIT) {
      return false;
    }
    table[place] = hash;
    if (++size * 2 > table.length) {
      grow();
    }
    return true;
  }

  private int find(long hash) {
    int mask = table.length - 1;
    int place = (int) hash & mask;
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & mask;
    }
    return place;
  }

  private void grow() {
    long[] old = table;
    table = new long[old.length * 2];
    for (long hash : old) {
      if (hash != 0) {
        table[find(hash)] = hash;
      }
    }
  }
}
