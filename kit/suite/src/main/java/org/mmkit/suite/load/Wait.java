// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/**
 * A task waited for mmap_sem.
 *
 * @param task who waited
 * @param site in which call
 * @param ps for how long
 * @param holds how many holds of others it outlasted
 * @param holder who had the lock for most of that time; empty if nobody had
 * @param holderSite in which call
 * @param holderWrites whether it had it for writing
 * @param holderPs how much of the wait was due to it
 * @param before who had it for writing last before the waiter got it; empty if that is the holder
 * @param beforeSite in which call
 */
public record Wait(
    String task,
    Site site,
    long ps,
    int holds,
    String holder,
    Site holderSite,
    boolean holderWrites,
    long holderPs,
    String before,
    Site beforeSite) {}
