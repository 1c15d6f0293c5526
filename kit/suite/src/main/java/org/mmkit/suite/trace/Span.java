// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.trace;

/**
 * A function from entry to return; in picoseconds.
 *
 * @param isCall whether the program called it, or faulted into it
 */
record Span(Track track, String function, long fromPs, long toPs, boolean isCall) {}
