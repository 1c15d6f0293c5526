// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;

/**
 * How far a call has come that the kernel carries out in pieces.
 *
 * @param next the first page that it has not come to; for an access, the first byte, counted from
 *     its start; for a child, its first call that is not done
 * @param hole whether it passed pages that nothing maps
 * @param aloneWithAccesses whether other calls, loads and stores aside, wait for it
 * @param faulted whether the fault of an access has come, and the access itself has not
 * @param found the part of a mapping that it has found and not worked on yet, or null
 * @param child the child that a call has made, or null
 */
record Progress(
    long next,
    boolean hole,
    boolean aloneWithAccesses,
    boolean faulted,
    @Nullable Run found,
    @Nullable Child child) {

  /**
   * A child under way.
   *
   * @param memory its memory, without the objects, which are the parent's
   * @param answers what its calls so far returned, with commas between them
   */
  record Child(SpecState memory, String answers) {}

  /** An access of which nothing has happened. */
  static final Progress NO_ACCESS = ofAccess(0, false);

  static Progress ofCall(long next, boolean hole, boolean aloneWithAccesses) {
    return new Progress(next, hole, aloneWithAccesses, false, null, null);
  }

  /** The same, with what it works on next, although its lock is free meanwhile. */
  Progress with(Run part) {
    return new Progress(next, hole, aloneWithAccesses, faulted, part, child);
  }

  static Progress ofAccess(long next, boolean faulted) {
    return new Progress(next, false, false, faulted, null, null);
  }

  static Progress ofChild(int done, SpecState memory, String answers) {
    return new Progress(done, false, false, false, null, new Child(memory, answers));
  }
}
