// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.LockHold;
import org.mmkit.machine.RunAhead;
import org.mmkit.machine.Task;
import org.mmkit.mm.Kernel;

/** What is noted of a point while it is measured, and who looks on. */
final class Accounts {
  private final Kernel kernel;
  private final Meter meter;
  private final RunAhead ahead;
  private final Sites sites;
  private final LoadWatch watch;
  private Holds holds = new Holds();
  private Ledger ledger = new Ledger();
  private long interruptsBefore;
  private long interrupts;

  Accounts(Kernel kernel, Meter meter, Sites sites, LoadWatch watch) {
    this.kernel = kernel;
    this.meter = meter;
    this.ahead = kernel.machine().ahead();
    this.sites = sites;
    this.watch = watch;
  }

  /** Forgets what was before. */
  void begin() {
    holds = new Holds();
    ledger = new Ledger();
    interruptsBefore = kernel.tlbs().interruptsSent();
  }

  /** It is measured no longer. */
  void end() {
    interrupts = kernel.tlbs().interruptsSent() - interruptsBefore;
  }

  /** A hold of a semaphore has ended. */
  void held(LockHold hold) {
    ahead.meet();
    if (!meter.measures()) {
      return;
    }
    Site site = sites.of(hold.task());
    watch.hold(hold, site);
    if (Holds.isMmapSem(hold)) {
      holds.add(hold, site);
      ledger.add(hold, site);
    }
  }

  /** A gather was closed. */
  void gathered(Task task, long fromPs) {
    ahead.meet();
    if (meter.measures()) {
      watch.gather(task, sites.of(task), fromPs, task.clockPs());
    }
  }

  /** A call, or the access that a fault was part of, is over. */
  void called(Task task, Site site, long fromPs) {
    ahead.meet();
    sites.leave(task);
    if (meter.measures()) {
      watch.call(task, site, fromPs, task.clockPs());
    }
  }

  Holds holds() {
    return holds;
  }

  /** To which nothing is added any more. */
  Ledger closedLedger() {
    ledger.close();
    return ledger;
  }

  /** Interrupts that were sent to have other CPUs flush. */
  long interrupts() {
    return interrupts;
  }
}
