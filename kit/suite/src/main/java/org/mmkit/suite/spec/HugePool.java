// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

/**
 * The pool of huge pages.
 *
 * @param free pages that are not in use
 * @param reserved those among them that are promised to mappings
 * @param known whether the counts can be told: not once a touched page was given back but its
 *     mapping kept
 */
record HugePool(long free, long reserved, boolean known) {

  static final HugePool FULL = new HugePool(8, 0, true);

  HugePool reserve(long pages) {
    return new HugePool(free, reserved + pages, known);
  }

  HugePool take(boolean fromReserve) {
    return new HugePool(free - 1, fromReserve ? reserved - 1 : reserved, known);
  }

  HugePool giveBack(long pages) {
    return new HugePool(free + pages, reserved, known);
  }

  HugePool unknown() {
    return new HugePool(free, reserved, false);
  }

  boolean canReserve(long pages) {
    return free - reserved >= pages;
  }
}
