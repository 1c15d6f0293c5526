// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * How far a call has come that the kernel carries out in pieces.
 *
 * @param next the first page that it has not come to; for an access, the first byte, counted from
 *     its start
 * @param hole whether it passed pages that nothing maps
 * @param aloneWithAccesses whether other calls, loads and stores aside, wait for it
 * @param faulted whether the fault of an access has come, and the access itself has not
 */
record Progress(long next, boolean hole, boolean aloneWithAccesses, boolean faulted) {

  /** An access of which nothing has happened. */
  static final Progress NO_ACCESS = ofAccess(0, false);

  static Progress ofCall(long next, boolean hole, boolean aloneWithAccesses) {
    return new Progress(next, hole, aloneWithAccesses, false);
  }

  static Progress ofAccess(long next, boolean faulted) {
    return new Progress(next, false, false, faulted);
  }
}
