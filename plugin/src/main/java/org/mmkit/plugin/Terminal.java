// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;

/** Finds out whether a person watches the output. */
final class Terminal {

  private Terminal() {}

  /** The terminal, if there is one and the build is not in batch mode. */
  static Optional<PrintStream> of(boolean interactive) {
    Console console = System.console();
    boolean watched = interactive && console != null && isTerminal(console);
    return watched ? Optional.of(System.out) : Optional.empty();
  }

  /**
   * From Java 22 on there is a console even when the output goes to a file, and a method that
   * tells.
   */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
