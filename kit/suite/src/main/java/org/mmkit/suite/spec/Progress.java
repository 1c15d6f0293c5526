// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * How far a call has come that the kernel carries out in pieces.
 *
 * @param next the first page that it has not come to
 * @param hole whether it passed pages that nothing maps
 * @param aloneWithAccesses whether other calls, loads and stores aside, wait for it
 */
record Progress(long next, boolean hole, boolean aloneWithAccesses) {}
