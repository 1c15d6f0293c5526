// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.suite.load.Site;

/**
 * A semaphore was held; in picoseconds.
 *
 * @param lockClass the name of its class
 * @param lock which of its class
 * @param waitedPs for how long the holder waited before
 */
record Hold(
    String lockClass,
    long lock,
    Track track,
    Site site,
    LockMode mode,
    long waitedPs,
    long fromPs,
    long toPs) {

  static Hold of(LockHold hold, Site site) {
    return new Hold(
        hold.lock().lockClass().name(),
        hold.lock().id(),
        Track.of(hold.task()),
        site,
        hold.mode(),
        hold.waitedPs(),
        hold.fromPs(),
        hold.toPs());
  }

  /** When the holder asked for it. */
  long askedPs() {
    return fromPs - waitedPs;
  }

  boolean writes() {
    return mode == LockMode.WRITE;
  }

  /** Whether it goes on as another hold: a downgrade. */
  boolean becomes(Hold next) {
    return writes() && !next.writes() && next.lock == lock && next.fromPs == toPs;
  }
}
