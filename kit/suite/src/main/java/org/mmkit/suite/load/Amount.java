// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

/** A number in a load, which may depend on the task and on what it did so far. */
@FunctionalInterface
interface Amount {
  long of(LoadTask task);
}
