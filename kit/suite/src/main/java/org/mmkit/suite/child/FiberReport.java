// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.BadInputException;

/** What simulated tasks run on in this JVM, in one line for the parent. */
final class FiberReport {

  private FiberReport() {}

  /**
   * The kind and why, such as {@code parked threads, as asked for}.
   *
   * @throws BadInputException if the kind that is wanted does not work here
   */
  static String of(FiberKind wanted) {
    try {
      return FiberChoice.of(wanted).reason();
    } catch (IllegalStateException e) {
      throw new BadInputException(e.getMessage() + " (mmkit.fiber).");
    }
  }
}
