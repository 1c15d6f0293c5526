// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

/** The names under which the judged JVM runs code of the kit, and never a class of a student. */
public final class ShippedIds {
  private ShippedIds() {}

  /** Whether it is one of them. */
  public static boolean contains(String strategy) {
    return Shipped.CATALOGUE.byId(strategy).isPresent();
  }
}
