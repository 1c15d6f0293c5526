// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

/** How long some waits or holds took. */
final class LockTimes {
  private long count;
  private long minNs;
  private long maxNs;
  private long totalNs;

  void add(long ns) {
    minNs = count == 0 ? ns : Math.min(minNs, ns);
    maxNs = Math.max(maxNs, ns);
    totalNs += ns;
    count++;
  }

  long count() {
    return count;
  }

  long minNs() {
    return minNs;
  }

  long maxNs() {
    return maxNs;
  }

  long totalNs() {
    return totalNs;
  }

  long avgNs() {
    return count == 0 ? 0 : totalNs / count;
  }
}
