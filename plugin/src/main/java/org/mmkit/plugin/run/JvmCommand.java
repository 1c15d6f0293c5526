// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of the judged JVM. */
final class JvmCommand {
  static final String MAIN = "org.mmkit.suite/org.mmkit.suite.child.Main";

  /** What the first line begins with of a JVM that waits for a debugger, before any code runs. */
  static final String LISTENS = "Listening for transport dt_socket at address: ";

  /** Bounds on what a strategy can use up, and nothing that differs from place to place. */
  private static final List<String> DEFAULT_FLAGS =
      List.of(
          "-Xmx1g",
          "-Xss2m",
          "-XX:+UseSerialGC",
          "-XX:-UsePerfData",
          "-XX:-OmitStackTraceInFastThrow",
          "-Dfile.encoding=UTF-8",
          "-Duser.language=en",
          "-Duser.country=US",
          "-Duser.timezone=UTC");

  /**
   * A verdict takes seconds, of which the optimizing compiler took up to a half: it compiles what
   * runs ten times as often as by default, and inlines less.
   */
  private static final List<String> SHORT_RUN =
      List.of(
          "-XX:FreqInlineSize=100",
          "-XX:MaxInlineLevel=7",
          "-XX:InlineSmallCode=1000",
          "-XX:Tier4InvocationThreshold=50000",
          "-XX:Tier4MinInvocationThreshold=6000",
          "-XX:Tier4CompileThreshold=150000",
          "-XX:Tier4BackEdgeThreshold=400000");

  private static final int NATIVE_ACCESS_DENIED_SINCE = 24;

  /** Says in brackets whether Linux gives programs huge pages; elsewhere there is no such file. */
  private static final Path HUGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

  private static final int HUGE_PAGES_BYTES_MAX = 1 << 16;

  private JvmCommand() {}

  /** The flags that put the kit on the module path, out of reach of the class path. */
  static List<String> kitFlags(VerifyRequest.KitJars kit) {
    return List.of(
        "--module-path",
        path(kit.modules().stream()),
        "--add-modules",
        "org.mmkit.suite",
        "--add-exports",
        "java.base/jdk.internal.vm=org.mmkit.model");
  }

  /**
   * Ways around the module system, closed: {@code sun.misc.Unsafe}, agents, native code. A debugger
   * is an agent.
   */
  private static List<String> closed(int feature) {
    List<String> flags = new ArrayList<>();
    flags.addAll(List.of("--limit-modules", "java.logging,org.mmkit.suite"));
    flags.add("-XX:+DisableAttachMechanism");
    if (feature >= NATIVE_ACCESS_DENIED_SINCE) {
      flags.add("--illegal-native-access=deny");
    }
    return flags;
  }

  /**
   * All that follows the {@code java} command.
   *
   * @param feature the number of the Java version
   */
  static List<String> arguments(VerifyRequest request, String main, int feature) {
    VerifyRequest.StudentCode student = request.student();
    List<String> arguments = new ArrayList<>(DEFAULT_FLAGS);
    arguments.addAll(SHORT_RUN);
    arguments.addAll(memory());
    if (request.asked().goal().debugPort().isEmpty()) {
      arguments.addAll(closed(feature));
    }
    arguments.addAll(kitFlags(request.kit()));
    arguments.add("-cp");
    arguments.add(
        path(Stream.concat(Stream.of(student.classes()), student.dependencies().stream())));
    request.asked().goal().debugPort().ifPresent(port -> arguments.add(debugger(port)));
    arguments.addAll(split(request.jvm().argLine()));
    arguments.addAll(List.of("-m", main));
    return arguments;
  }

  /** A heap that grows by 4 KiB at a time takes a tenth of a run on some virtual machines. */
  private static List<String> memory() {
    try {
      String says = PlainFile.text(HUGE_PAGES, HUGE_PAGES_BYTES_MAX);
      boolean given = says.contains("[madvise]") || says.contains("[always]");
      return given ? List.of("-XX:+UseTransparentHugePages") : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }

  /** It says by {@link #LISTENS} when it can be reached. */
  private static String debugger(int port) {
    return "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:" + port;
  }

  private static String path(Stream<Path> entries) {
    return entries.map(JvmCommand::entry).collect(Collectors.joining(File.pathSeparator));
  }

  private static String entry(Path path) {
    String entry = path.toAbsolutePath().toString();
    if (entry.contains(File.pathSeparator)) {
      throw new InputException(
          entry
              + " has a "
              + File.pathSeparator
              + " in its name, and no class path of Java can hold that: move it elsewhere.");
    }
    return entry;
  }

  /** Flags in the environment could differ from place to place, or load an agent. */
  static void cleanEnvironment(ProcessBuilder builder) {
    List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS", "CLASSPATH")
        .forEach(builder.environment()::remove);
  }

  /** The words of a line; quotes keep words together. */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (char c : line.toCharArray()) {
      boolean isQuote = quote == 0 ? c == '"' || c == '\'' : c == quote;
      if (isQuote) {
        quote = quote == 0 ? c : 0;
        inWord = true;
      } else if (quote == 0 && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
        }
        word.setLength(0);
        inWord = false;
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new InputException("A quote in mmkit.argLine has no end: " + line);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /** A line feed in the name of a folder must not begin another argument. */
  private static String escaped(String argument) {
    return argument
        .replace("\\", "\\\\")
        .replace("\"", "\\\"")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t")
        .replace("\f", "\\f");
  }

  /** The same arguments as the text of an {@code @file}, which has no limit of length. */
  static String argumentFile(List<String> arguments) {
    return arguments.stream().map(a -> '"' + escaped(a) + "\"\n").collect(Collectors.joining());
  }
}
