// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

/**
 * A lock that turns from reading to writing in place. Linux has none, since two tasks that ask for
 * it wait for each other; the museum shows that.
 */
public interface Upgradable {

  /** Waits until all other readers have let go, and then holds the lock for writing. */
  void upgradeRead();
}
