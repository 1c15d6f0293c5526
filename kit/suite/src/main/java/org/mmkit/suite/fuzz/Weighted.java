// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;

/**
 * Things of which some are picked more often than others.
 *
 * @param <T> what is picked
 */
final class Weighted<T> {
  private final List<T> things = new ArrayList<>();
  private int[] ends = new int[16];
  private int total;

  /** Adds a thing; one of weight 0 is never picked. */
  Weighted<T> add(int weight, T thing) {
    total += weight;
    if (things.size() == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[things.size()] = total;
    things.add(thing);
    return this;
  }

  /** The same with several words of the same weight. */
  @SafeVarargs
  final Weighted<T> add(int weight, T first, T... more) {
    add(weight, first);
    for (T thing : more) {
      add(weight, thing);
    }
    return this;
  }

  List<T> things() {
    return things;
  }

  T pick(SplitMix64 random) {
    int ticket = random.nextInt(total);
    int low = 0;
    int high = things.size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (ends[middle] > ticket) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return things.get(low);
  }
}
