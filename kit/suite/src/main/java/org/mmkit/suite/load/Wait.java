// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Optional;

/**
 * A task waited for mmap_sem.
 *
 * @param task who waited
 * @param site in which call
 * @param ps for how long
 * @param holds how many holds of others it outlasted
 * @param holder who had the lock for most of that time; empty if nobody had
 * @param before who had it for writing last before the waiter got it; empty if that is the holder
 */
public record Wait(
    String task, Site site, long ps, int holds, Optional<Holder> holder, Optional<Holder> before) {

  /**
   * A hold that the wait was due to.
   *
   * @param task whose it was
   * @param site in which call
   * @param writes whether it was for writing
   * @param ps how much of the wait was due to it
   */
  public record Holder(String task, Site site, boolean writes, long ps) {}
}
