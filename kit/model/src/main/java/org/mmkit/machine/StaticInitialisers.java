// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** Says which class was being initialised when its task should have been suspended. */
final class StaticInitialisers {

  private StaticInitialisers() {}

  static String describe(Task task) {
    String initialised = running();
    return task.label()
        + (initialised.isEmpty()
            ? " came to a scheduling point below native code, where it cannot be suspended"
            : " came to a scheduling point inside the static initialiser of "
                + initialised
                + ", which other tasks would wait for outside the model's sight");
  }

  /** The class whose initialiser is nearest on the stack, or the empty string. */
  static String running() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .takeWhile(frame -> !frame.getMethodName().equals("execute"))
                    .filter(frame -> frame.getMethodName().equals("<clinit>"))
                    .findFirst()
                    .map(StackWalker.StackFrame::getClassName)
                    .orElse(""));
  }
}
