// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.Console;
import java.io.PrintStream;
import java.util.Optional;
import java.util.regex.Pattern;

/** Finds out whether a person watches the output. */
final class Terminal {
  private static final Pattern TO_A_FILE = Pattern.compile(" (-l|--?log-file)( |=|$)");

  private Terminal() {}

  /** The terminal, if there is one and the build is not in batch mode. */
  static Optional<PrintStream> of(boolean interactive) {
    Console console = System.console();
    String command = System.getProperty("sun.java.command", "");
    boolean watched =
        interactive && console != null && isTerminal(console) && !writesToAFile(command);
    return watched ? Optional.of(System.out) : Optional.empty();
  }

  /** Whether Maven was asked to write to a file, as in {@code mvn -l build.log}. */
  static boolean writesToAFile(String command) {
    return TO_A_FILE.matcher(command).find();
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
