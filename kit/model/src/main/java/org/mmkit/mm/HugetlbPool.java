// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/** The pool of huge pages of 2 MiB: how many are free, and how many of those are promised. */
public final class HugetlbPool {
  private final int total;
  private int free;
  private int reserved;

  HugetlbPool(int pages) {
    this.total = pages;
    this.free = pages;
  }

  /** Promises pages to a mapping; false if there are not enough. */
  boolean reserve(int pages) {
    if (free - reserved < pages) {
      return false;
    }
    reserved += pages;
    return true;
  }

  void unreserve(int pages) {
    reserved -= pages;
  }

  /** A page that was promised and taken is about to come back, and stays promised. */
  void promiseAgain() {
    reserved++;
  }

  /** Takes a page: a reserved one, or a free one without a reservation. */
  boolean take(boolean fromReserve) {
    if (fromReserve) {
      reserved--;
    } else if (free - reserved < 1) {
      return false;
    }
    free--;
    return true;
  }

  void giveBack() {
    free++;
  }

  /** Pages in the pool, in use or not. */
  public int total() {
    return total;
  }

  /** Pages not in use. */
  public int free() {
    return free;
  }

  /** Free pages that are promised. */
  public int reserved() {
    return reserved;
  }
}
