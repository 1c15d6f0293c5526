// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

/** What happened to a class of semaphores in one mode. */
final class LockModeStats {
  private final LockTimes waits = new LockTimes();
  private final LockTimes holds = new LockTimes();
  private long contendedBounces;
  private long acquiredBounces;

  void waited(long ns, boolean fromOtherCpu) {
    waits.add(ns);
    contendedBounces += fromOtherCpu ? 1 : 0;
  }

  void held(long ns, boolean fromOtherCpu) {
    holds.add(ns);
    acquiredBounces += fromOtherCpu ? 1 : 0;
  }

  LockTimes waits() {
    return waits;
  }

  LockTimes holds() {
    return holds;
  }

  long acquisitions() {
    return holds.count();
  }

  /** Contentions on another CPU than the last acquisition. */
  long contendedBounces() {
    return contendedBounces;
  }

  /** Acquisitions on another CPU than the one before. */
  long acquiredBounces() {
    return acquiredBounces;
  }
}
