// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

/** A small random source whose numbers are the same on every JDK. */
public final class SplitMix64 {

  private static final long GOLDEN = 0x9e3779b97f4a7c15L;

  private long state;

  public SplitMix64(long seed) {
    state = seed;
  }

  /** The source of one of many streams of a seed; none depends on another. */
  public static SplitMix64 stream(long seed, long index) {
    return new SplitMix64(mix(seed) + mix(index * GOLDEN ^ seed));
  }

  public long nextLong() {
    state += GOLDEN;
    return mix(state);
  }

  /** A number from 0 to bound - 1; biased by less than 2 to the minus 32 times bound. */
  public int nextInt(int bound) {
    return (int) ((nextLong() >>> 32) * bound >>> 32);
  }

  private static long mix(long z) {
    long a = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long b = (a ^ (a >>> 27)) * 0x94d049bb133111ebL;
    return b ^ (b >>> 31);
  }
}
