// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Locale;
import org.mmkit.machine.FiberKind;

/** What simulated tasks run on in this JVM, in one line for the parent. */
final class FiberReport {

  private FiberReport() {}

  /** The kind and the reason. */
  static String of(FiberKind wanted) {
    if (wanted == FiberKind.THREAD) {
      return line(wanted, "parked threads, as asked for");
    }
    boolean exported =
        Object.class.getModule().isExported("jdk.internal.vm", FiberKind.class.getModule());
    return exported && hasContinuation()
        ? line(FiberKind.CONTINUATION, "continuations work here")
        : line(FiberKind.THREAD, "parked threads, because this JVM has no continuations");
  }

  private static boolean hasContinuation() {
    try {
      Class.forName("jdk.internal.vm.Continuation", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  private static String line(FiberKind kind, String reason) {
    return kind.name().toLowerCase(Locale.ROOT) + ": " + reason;
  }
}
