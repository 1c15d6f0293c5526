// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.record.PlainText;

/**
 * Tells the frames of the strategy from those of the kit and the JDK.
 *
 * @param strategyClass name of the strategy's class
 */
record StudentCode(String strategyClass) {
  private static final int MESSAGE_MAX = 300;
  private static final int CAUSES_MAX = 16;

  /** As in {@code unnamed module @0x62209509}, {@code MyUnmap@1b2c3d}, {@code $$Lambda/0x7f…}. */
  private static final Pattern IDENTITY =
      Pattern.compile(" ?@(0x)?[0-9a-f]{4,16}\\b|/0x[0-9a-f]{8,16}\\b");

  /** The innermost line of the strategy, such as {@code MyUnmap.java:12}. */
  Optional<String> lineOf(StackTraceElement[] stack) {
    return Arrays.stream(stack).filter(this::isStudents).findFirst().map(StudentCode::line);
  }

  /** The innermost line of the strategy that an exception passed, as far as it tells. */
  Optional<String> lineOf(Throwable thrown) {
    return isMadeByStudents(thrown) ? ownLineOf(thrown) : lineOf(thrown.getStackTrace());
  }

  /** Whether what was thrown is the strategy's doing. */
  boolean isStudents(Throwable thrown) {
    return isMadeByStudents(thrown) || lineOf(thrown).isPresent();
  }

  /** The stack trace, which may be code of the student that throws, or gives none. */
  private Optional<String> ownLineOf(Throwable thrown) {
    try {
      return lineOf(thrown.getStackTrace());
    } catch (Throwable e) {
      return Optional.of(PlainText.name(thrown.getClass().getName()));
    }
  }

  /**
   * In the judged JVM the class path is the student's: nothing else there is in no named module.
   */
  private static boolean isMadeByStudents(Throwable thrown) {
    return !thrown.getClass().getModule().isNamed();
  }

  /** Whether the strategy's own code, or the JDK below it, runs at the top of the stack. */
  boolean isOnTop(StackTraceElement[] stack) {
    return Arrays.stream(stack)
        .filter(f -> isStudents(f) || isKit(f))
        .findFirst()
        .filter(this::isStudents)
        .isPresent();
  }

  private boolean isStudents(StackTraceElement frame) {
    String name = frame.getClassName();
    if (name.equals(strategyClass) || name.startsWith(strategyClass + "$")) {
      return true;
    }
    // In the judged JVM everything on the class path is the student's; the kit and the JDK are
    // named modules.
    return frame.getModuleName() == null
        && !isKit(frame)
        && ("app".equals(frame.getClassLoaderName())
            || ClassesAnew.NAME.equals(frame.getClassLoaderName()));
  }

  private static boolean isKit(StackTraceElement frame) {
    return frame.getClassName().startsWith("org.mmkit.");
  }

  private static String line(StackTraceElement frame) {
    String name = frame.getClassName();
    String file = PlainText.name(frame.getFileName() == null ? name : frame.getFileName());
    return frame.getLineNumber() < 0 ? file : file + ":" + frame.getLineNumber();
  }

  /** What was thrown, with no word on where the run was. */
  String describe(Throwable thrown) {
    return describe(thrown, "");
  }

  /**
   * What was thrown, where, and its message, as a sentence from its verb to its end: {@code threw …
   * at MyUnmap.java:12: no VMA is there.}
   *
   * @param run where the run was, such as {@code " in race/reuse"}
   */
  String describe(Throwable thrown, String run) {
    Throwable cause = blamed(thrown);
    String where = lineOf(cause).map(line -> " at " + line).orElse("") + run;
    String what =
        cause instanceof OutputFloodError
            ? cause.getMessage() + where
            : "threw " + PlainText.name(cause.getClass().getName()) + where + message(cause);
    return ended(what) + withoutModule(cause) + withoutExport(cause);
  }

  /** The message of an exception may end as a sentence does. */
  private static String ended(String text) {
    return ".!?…".indexOf(text.charAt(text.length() - 1)) >= 0 ? text : text + ".";
  }

  /** Why a class of the JDK is not there, if that is what was thrown. */
  static String withoutModule(Throwable thrown) {
    boolean missing =
        thrown instanceof NoClassDefFoundError || thrown instanceof ClassNotFoundException;
    return missing && message(thrown).matches(": (java|javax|jdk|sun|com.sun)[./].*")
        ? " The JVM that judges has java.base and java.logging of the JDK and no other module: a"
            + " way to unmap needs none."
        : "";
  }

  /** Which classes of mmkit there are for a strategy, if it named another. */
  private static String withoutExport(Throwable thrown) {
    return thrown instanceof IllegalAccessError && message(thrown).contains("module org.mmkit")
        ? " A strategy may use the package org.mmkit.unmap and no other of mmkit."
        : "";
  }

  /** The innermost cause that passed through the strategy, or else the one caught. */
  private Throwable blamed(Throwable thrown) {
    Throwable blamed = thrown;
    Throwable cause = thrown;
    for (int i = 0; i < CAUSES_MAX && cause != null; i++, cause = causeOf(cause)) {
      if (lineOf(cause).isPresent()) {
        blamed = cause;
      }
    }
    return blamed;
  }

  /** The cause, which may be code of the student that throws. */
  private static @Nullable Throwable causeOf(Throwable thrown) {
    try {
      return thrown.getCause();
    } catch (Throwable e) {
      return null;
    }
  }

  /** A message may have no end, so only its beginning is looked at. */
  private static String withoutIdentities(String text) {
    String begin = text.substring(0, Math.min(text.length(), 4 * MESSAGE_MAX));
    return IDENTITY.matcher(begin).replaceAll("");
  }

  /**
   * The message, which may be code of the student that throws, or no end of text. Identities in it
   * go, such as those of {@link Object#toString}: each JVM has others.
   */
  private static String message(Throwable thrown) {
    try {
      String text = thrown.getMessage();
      String line = text == null ? "" : PlainText.line(withoutIdentities(text), MESSAGE_MAX);
      return line.isEmpty() ? "" : ": " + line;
    } catch (Throwable e) {
      return "";
    }
  }
}
