// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Locale;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.BadInputException;

/** What simulated tasks run on in this JVM, in one line for the parent. */
final class FiberReport {

  private FiberReport() {}

  /**
   * The kind and the reason.
   *
   * @throws BadInputException if the kind that is wanted does not work here
   */
  static String of(FiberKind wanted) {
    try {
      FiberChoice choice = FiberChoice.of(wanted);
      return choice.kind().name().toLowerCase(Locale.ROOT) + ": " + choice.reason();
    } catch (IllegalStateException e) {
      throw new BadInputException(e.getMessage() + " (mmkit.fiber)");
    }
  }
}
