// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** What a statement of a load does. */
@FunctionalInterface
interface Action {

  /** Does it in a task; the result, which is a negative errno if it failed. */
  long run(LoadTask task);
}
