// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Set;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;

/** For how long mmap_sem was held and waited for, by call; in picoseconds. */
public final class Holds {
  private static final Set<String> MMAP_SEM = Set.of("&mm->mmap_sem", "&mm->mmap_lock");
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

  /** Whether the lock is that of an address space, be it one that a strategy brings. */
  public static boolean isMmapSem(LockHold hold) {
    return MMAP_SEM.contains(hold.lock().lockClass().name());
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
