// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Locale;
import org.mmkit.machine.FiberKind;

/**
 * What simulated tasks run on in this JVM.
 *
 * @param kind the kind that is used
 * @param reason why, in a sentence
 */
record FiberReport(FiberKind kind, String reason) {

  static FiberReport of(FiberKind wanted) {
    if (wanted == FiberKind.THREAD) {
      return new FiberReport(wanted, "parked threads, as asked for");
    }
    boolean exported =
        Object.class.getModule().isExported("jdk.internal.vm", FiberKind.class.getModule());
    return exported && hasContinuation()
        ? new FiberReport(FiberKind.CONTINUATION, "continuations work here")
        : new FiberReport(
            FiberKind.THREAD, "parked threads, because this JVM has no continuations");
  }

  private static boolean hasContinuation() {
    try {
      Class.forName("jdk.internal.vm.Continuation", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** The kind and the reason in one line, for the parent. */
  String line() {
    return kind.name().toLowerCase(Locale.ROOT) + ": " + reason;
  }
}
