// SPDX-License-Identifier: Apache-2.0
package org.mmkit.bench;

/** Downgrades below a stack, as the seed's design does. */
public final class PlainSpaceWithBug extends PlainSpace {
  /** Made anew for each invocation. */
  public PlainSpaceWithBug() {
    super(false);
  }
}
