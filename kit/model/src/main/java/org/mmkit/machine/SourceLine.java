// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.lang.StackWalker.StackFrame;
import java.util.regex.Pattern;

/** Finds the line of the strategy that is running: the nearest frame that is not the kit's own. */
final class SourceLine {

  private SourceLine() {}

  /** A strategy that is deeper in itself than this has other troubles than where it is. */
  private static final int FRAMES_MAX = 48;

  private static final int NAME_MAX = 200;

  private static final Pattern ODD = Pattern.compile("[^\\p{javaLetterOrDigit}$_.\\-]");

  /** The line as {@code File.java:line}, or the empty string if there is none. */
  static String find() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .limit(FRAMES_MAX)
                    .takeWhile(frame -> !isTaskEntry(frame.getClassName(), frame.getMethodName()))
                    .filter(frame -> !isOurs(frame.getClassName()))
                    .findFirst()
                    .map(SourceLine::text)
                    .orElse(""));
  }

  /** The line in a stack that was taken earlier. */
  static String find(StackTraceElement[] frames) {
    for (StackTraceElement frame : frames) {
      String type = frame.getClassName();
      if (isTaskEntry(type, frame.getMethodName())) {
        return "";
      }
      if (!isOurs(type)) {
        return text(type, frame.getFileName(), frame.getLineNumber());
      }
    }
    return "";
  }

  /** Below the entry of a task lies what carries it, which differs between kinds of fiber. */
  private static boolean isTaskEntry(String type, String method) {
    return type.equals("org.mmkit.machine.Task") && method.equals("execute");
  }

  private static boolean isOurs(String className) {
    String packageName = className.substring(0, Math.max(0, className.lastIndexOf('.')));
    return packageName.startsWith("org.mmkit.machine")
        || packageName.startsWith("org.mmkit.mm")
        || packageName.equals("org.mmkit.unmap")
        || packageName.equals("org.mmkit.unmap.kernel")
        || packageName.startsWith("org.mmkit.suite")
        || packageName.startsWith("java.")
        || packageName.startsWith("jdk.")
        || packageName.startsWith("sun.");
  }

  private static String text(StackFrame frame) {
    return text(frame.getClassName(), frame.getFileName(), frame.getLineNumber());
  }

  private static String text(String type, String file, int line) {
    return file == null || line < 0 ? name(type) : name(file) + ":" + line;
  }

  /** A class file may name its source anything, of any length. */
  private static String name(String given) {
    String name = given.substring(0, Math.min(NAME_MAX, given.length()));
    return ODD.matcher(name).replaceAll("?");
  }
}
