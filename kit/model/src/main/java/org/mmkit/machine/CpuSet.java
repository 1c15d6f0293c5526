// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;

/** A set of CPUs ({@code cpumask}), of any size: the first 64 cost no array. */
public final class CpuSet {
  private static final int WORD = Long.SIZE;
  private static final long[] NONE = new long[0];

  private long first;

  /** The CPUs from 64 on, 64 to an element. */
  private long[] more = NONE;

  /** An empty set. */
  public CpuSet() {}

  /** Adds a CPU. */
  public void add(int cpu) {
    if (cpu < WORD) {
      first |= 1L << cpu;
      return;
    }
    int word = cpu / WORD - 1;
    if (word >= more.length) {
      more = Arrays.copyOf(more, word + 1);
    }
    more[word] |= 1L << cpu % WORD;
  }

  /** Takes a CPU out. */
  public void remove(int cpu) {
    if (cpu < WORD) {
      first &= ~(1L << cpu);
    } else if (cpu / WORD <= more.length) {
      more[cpu / WORD - 1] &= ~(1L << cpu % WORD);
    }
  }

  /** Whether a CPU is in it. */
  public boolean contains(int cpu) {
    return (word(cpu / WORD) & 1L << cpu % WORD) != 0;
  }

  /** The first CPU in it from a number on, or -1. */
  public int next(int from) {
    long here = word(from / WORD) & -1L << from % WORD;
    for (int at = from / WORD; at <= more.length; here = word(++at)) {
      if (here != 0) {
        return at * WORD + Long.numberOfTrailingZeros(here);
      }
    }
    return -1;
  }

  private long word(int index) {
    if (index == 0) {
      return first;
    }
    return index <= more.length ? more[index - 1] : 0;
  }
}
