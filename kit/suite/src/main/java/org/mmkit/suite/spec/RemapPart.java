// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What mremap moves of one mapping, in pages. */
record RemapPart(long start, long oldPages, long newPages, long to) {
  long end() {
    return start + oldPages;
  }

  boolean expands() {
    return newPages > oldPages;
  }
}
