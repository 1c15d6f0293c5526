// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import org.mmkit.suite.load.Site;

/** What a task of a recording can do. */
enum Verb {
  MMAP(Site.MMAP),
  MUNMAP(Site.MUNMAP),
  BRK(Site.BRK),
  MREMAP(Site.MREMAP),
  MPROTECT(Site.MPROTECT),
  MADVISE(Site.MADVISE),
  MLOCK(Site.USER),
  MUNLOCK(Site.USER),
  MLOCKALL(Site.USER),
  MUNLOCKALL(Site.USER),
  MSYNC(Site.USER),
  MSEAL(Site.USER),
  MINCORE(Site.MINCORE),
  /** A process with a copy of the address space. */
  FORK(Site.FORK),
  /** A process on the same address space. */
  SPAWN(Site.FORK),
  /** A thread. */
  THREAD(Site.USER),
  EXEC(Site.EXIT),
  /** Waits until a child has ended. */
  WAIT(Site.USER),
  /** Touches a page. */
  FAULT(Site.FAULT),
  /** Is at the end of its log. */
  END(Site.EXIT);

  private final Site site;

  Verb(Site site) {
    this.site = site;
  }

  /** By which its time is counted. */
  Site site() {
    return site;
  }

  boolean starts() {
    return this == FORK || this == SPAWN || this == THREAD;
  }
}
