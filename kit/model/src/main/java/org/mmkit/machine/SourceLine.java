// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.lang.StackWalker.StackFrame;

/** Finds the line of the strategy that is running: the nearest frame that is not the kit's own. */
final class SourceLine {

  private SourceLine() {}

  /** A strategy that is deeper in itself than this has other troubles than where it is. */
  private static final int FRAMES_MAX = 48;

  /** The line as {@code File.java:line}, or the empty string if there is none. */
  static String find() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(FRAMES_MAX)
                    .takeWhile(frame -> !isTaskEntry(frame))
                    .filter(frame -> !isOurs(frame.getClassName()))
                    .findFirst()
                    .map(SourceLine::text)
                    .orElse(""));
  }

  /** Below the entry of a task lies what carries it, which differs between kinds of fiber. */
  private static boolean isTaskEntry(StackFrame frame) {
    return frame.getClassName().equals("org.mmkit.machine.Task")
        && frame.getMethodName().equals("execute");
  }

  private static boolean isOurs(String className) {
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    return packageName.equals("org.mmkit.machine")
        || packageName.equals("org.mmkit.mm")
        || packageName.equals("org.mmkit.unmap")
        || packageName.equals("org.mmkit.suite")
        || packageName.startsWith("org.mmkit.suite.")
        || packageName.startsWith("java.")
        || packageName.startsWith("jdk.")
        || packageName.startsWith("sun.");
  }

  private static String text(StackFrame frame) {
    return frame.getFileName() == null || frame.getLineNumber() < 0
        ? frame.getClassName()
        : frame.getFileName() + ":" + frame.getLineNumber();
  }
}
