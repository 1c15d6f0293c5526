// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * A translation that a call took away, but that other CPUs may use until that call returns.
 *
 * @param frame the page that was mapped
 * @param prot what could be done with it
 * @param closers the calls whose return ends it, a bit each
 * @param past the tasks that have seen what came after it, a bit each
 */
record Stale(int frame, int prot, long closers, int past) {

  /** One that was there before the call that takes it away. */
  static Stale of(int frame, int prot, int closer) {
    return new Stale(frame, prot, 1L << closer, 0);
  }

  /**
   * Whether an access may use it.
   *
   * @param needs the permission that it needs
   * @param before the calls that returned before it began, a bit each
   */
  boolean serves(int needs, int task, long before) {
    return allows(needs) && isOpenFor(task, before);
  }

  /** Whether an access that needs a permission can go through it. */
  boolean allows(int needs) {
    if (needs == Attributes.READ) {
      return prot != 0;
    }
    // Nobody stores to the zero page.
    boolean unwritable = needs == Attributes.WRITE && frame == Objects.ZERO_FRAME;
    return (prot & needs) != 0 && !unwritable;
  }

  boolean isOpenFor(int task, long before) {
    return (closers & before) == 0 && (past >>> task & 1) == 0;
  }

  Stale closedBy(int operation) {
    return new Stale(frame, prot, closers | 1L << operation, past);
  }

  Stale passedBy(int task) {
    return new Stale(frame, prot, closers, past | 1 << task);
  }
}
