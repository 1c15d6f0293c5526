// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

/**
 * What being late costs.
 *
 * @param percentADay of the points
 * @param percentMax at most
 */
record Late(int percentADay, int percentMax) {

  /** Nothing. */
  static final Late FREE = new Late(0, 0);

  /** The percentage that some days cost. */
  int percent(int days) {
    return (int) Math.min(percentMax, (long) percentADay * days);
  }
}
