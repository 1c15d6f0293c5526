// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;

/** For how long mmap_sem was held and waited for, by call; in picoseconds. */
public final class Holds {
  private static final String MMAP_SEM = "&mm->mmap_sem";
  private static final int SITES = Site.values().length;

  private final long[] exclusivePs = new long[SITES];
  private final long[] readPs = new long[SITES];
  private final long[] readerWaitPs = new long[SITES];
  private final long[] writerWaitPs = new long[SITES];

  /** A hold has ended, of a task that is at a site. */
  public void add(LockHold hold, Site site) {
    boolean writes = hold.mode() == LockMode.WRITE;
    (writes ? exclusivePs : readPs)[site.ordinal()] += hold.heldPs();
    (writes ? writerWaitPs : readerWaitPs)[site.ordinal()] += hold.waitedPs();
  }

  public static boolean isMmapSem(LockHold hold) {
    return hold.lock().lockClass().name().equals(MMAP_SEM);
  }

  /** Held for writing. */
  public long exclusivePs(Site site) {
    return exclusivePs[site.ordinal()];
  }

  /** Held for reading, or after a downgrade. */
  public long readPs(Site site) {
    return readPs[site.ordinal()];
  }

  /** Waited for it to read. */
  public long readerWaitPs(Site site) {
    return readerWaitPs[site.ordinal()];
  }

  /** Waited for it to write. */
  public long writerWaitPs(Site site) {
    return writerWaitPs[site.ordinal()];
  }
}
