// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/** What mremap moves of one mapping, in pages. */
record RemapPart(long start, long oldPages, long newPages, long to) {
  long end() {
    return start + oldPages;
  }

  /** The same, with whole huge pages in a mapping of such ({@code align_hugetlb}). */
  RemapPart in(Space space) {
    Run run = space.at(start);
    boolean huge = run != null && run.has(Flag.HUGETLB);
    return huge ? new RemapPart(start, whole(oldPages), whole(newPages), to) : this;
  }

  private static long whole(long pages) {
    return (pages + Pages.HUGE - 1) / Pages.HUGE * Pages.HUGE;
  }

  boolean expands() {
    return newPages > oldPages;
  }
}
