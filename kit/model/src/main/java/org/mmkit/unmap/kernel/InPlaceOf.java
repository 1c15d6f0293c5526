// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.unmap.UnmapStrategy;

/** A strategy that hands each call to another one, and has its era and claims. */
public interface InPlaceOf extends UnmapStrategy {

  /** The class whose annotation counts. */
  Class<? extends UnmapStrategy> original();
}
