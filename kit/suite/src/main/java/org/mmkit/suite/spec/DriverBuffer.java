// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The buffer that a driver maps into the process, as binder does. */
final class DriverBuffer {
  /** The object that holds its content; 0 until it is mapped. */
  int object;

  /** The page that it was mapped at. */
  long start;

  /** The pages that the driver has, mapped or not, and whether each is in use. */
  final TreeMap<Long, Boolean> pages = new TreeMap<>();

  DriverBuffer copy() {
    DriverBuffer copy = new DriverBuffer();
    copy.object = object;
    copy.start = start;
    copy.pages.putAll(pages);
    return copy;
  }

  /** Whether it was mapped, once. */
  boolean isMade() {
    return object != 0;
  }

  /** Whether a mapping is one of it. */
  boolean isMappedBy(Attributes attributes) {
    return isMade() && attributes.object() == object;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DriverBuffer that
        && object == that.object
        && start == that.start
        && pages.equals(that.pages);
  }

  @Override
  public int hashCode() {
    return object * 31 + pages.hashCode();
  }
}
