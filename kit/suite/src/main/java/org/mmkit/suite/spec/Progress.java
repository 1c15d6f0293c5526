// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;

/** How far a call has come that the kernel carries out in pieces. */
sealed interface Progress {

  /**
   * Of advice, mprotect and msync, which go mapping by mapping or page by page.
   *
   * @param next the first page that it has not come to
   * @param hole whether it passed pages that nothing maps
   * @param aloneWithAccesses whether other calls, loads and stores aside, wait for it
   * @param found the part of a mapping that it works on next, although its lock is free meanwhile;
   *     null if it has found none
   */
  record OfPieces(long next, boolean hole, boolean aloneWithAccesses, @Nullable Run found)
      implements Progress {

    OfPieces(long next, boolean hole, boolean aloneWithAccesses) {
      this(next, hole, aloneWithAccesses, null);
    }
  }

  /**
   * Of an access.
   *
   * @param copied its bytes that have been copied, counted from its start
   * @param faulted whether its fault has come, and the access itself has not
   */
  record OfAccess(long copied, boolean faulted) implements Progress {
    /** Nothing has happened. */
    static final OfAccess NONE = new OfAccess(0, false);
  }

  /**
   * Of a call that fills memory.
   *
   * @param filled its bytes that are filled
   */
  record OfFill(long filled) implements Progress {}

  /**
   * Of a child.
   *
   * @param done how many of its calls are done
   * @param memory its memory, without the objects, which are the parent's
   * @param answers what its calls so far returned, with commas between them
   */
  record OfChild(int done, SpecState memory, String answers) implements Progress {}
}
