// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * A stretch of mapped pages with the same attributes.
 *
 * @param start the first page
 * @param end the page behind the last
 * @param attributes what they share
 */
record Run(long start, long end, Attributes attributes) {

  boolean contains(long page) {
    return start <= page && page < end;
  }

  long pages() {
    return end - start;
  }

  /** The part of it in a range that it overlaps. */
  Run within(long from, long to) {
    return new Run(Math.max(start, from), Math.min(end, to), attributes);
  }

  boolean has(Flag flag) {
    return attributes.has(flag);
  }
}
