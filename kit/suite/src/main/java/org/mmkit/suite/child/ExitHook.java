// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Arrays;
import java.util.Optional;

/** Reports what asked the JVM to shut down before the run came to its end. */
final class ExitHook extends Thread {
  private final ParentLink parent;
  private final Capture capture;
  private final StudentCode code;
  private final Position position;

  ExitHook(ParentLink parent, Capture capture, StudentCode code, Position position) {
    super("mmkit-exit-hook");
    this.parent = parent;
    this.capture = capture;
    this.code = code;
    this.position = position;
  }

  @Override
  public void run() {
    if (parent.isClosed()) {
      return;
    }
    capture.drain();
    parent.sendLast(new Frame.Broken(Frame.Trouble.STRATEGY, sentence()));
  }

  private String sentence() {
    Optional<StackTraceElement[]> exiting =
        Thread.getAllStackTraces().values().stream().filter(ExitHook::exits).findFirst();
    return exiting
        .map(
            stack ->
                "The strategy called System.exit"
                    + position.where()
                    + code.lineOf(stack).map(line -> " at " + line).orElse("")
                    + ".")
        .orElse("The judged JVM was stopped from outside" + position.where() + ".");
  }

  private static boolean exits(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .anyMatch(
            f -> f.getClassName().equals("java.lang.Runtime") && f.getMethodName().equals("exit"));
  }
}
