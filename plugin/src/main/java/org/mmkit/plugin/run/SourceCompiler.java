// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Compiles sources that nobody trusts: in a JVM of its own, which has limits of time and memory,
 * without annotation processors, plugins or anything else that the sources could bring along.
 *
 * @param java the command of a JDK
 * @param release of Java that the sources are written for
 * @param classPath what they may use
 */
public record SourceCompiler(Path java, int release, List<Path> classPath) {
  private static final long SECONDS_MAX = 60;
  private static final int MESSAGE_BYTES_MAX = 4096;
  private static final List<String> FLAGS =
      List.of("-Xmx512m", "-Xss8m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  public SourceCompiler {
    classPath = List.copyOf(classPath);
  }

  /** One that runs on the JDK that runs this JVM. */
  public static SourceCompiler here(int release, List<Path> classPath) {
    Path home = Path.of(System.getProperty("java.home"));
    return new SourceCompiler(JudgedJvm.javaOf(home), release, classPath);
  }

  /**
   * Compiles.
   *
   * @param sources the files
   * @param classes an empty folder for what comes of them
   * @param scratch a folder for files that are not needed afterwards
   * @return what is wrong with the sources; nothing if they compile
   * @throws IOException if there is no compiler
   */
  public Optional<String> compile(List<Path> sources, Path classes, Path scratch)
      throws IOException {
    Path nothing = Files.createDirectories(scratch.resolve("nothing"));
    Path said = scratch.resolve("javac.log");
    Path argumentFile = scratch.resolve("javac.arguments");
    Files.writeString(argumentFile, JvmCommand.argumentFile(arguments(sources, classes, nothing)));
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(FLAGS);
    command.addAll(List.of("-m", "jdk.compiler/com.sun.tools.javac.Main", "@" + argumentFile));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(nothing.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    JvmCommand.cleanEnvironment(builder);
    builder.environment().remove("JDK_JAVAC_OPTIONS");
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
        return Optional.of("The compiler did not end within " + SECONDS_MAX + " s.");
      }
      return process.exitValue() == 0 ? Optional.empty() : Optional.of(start(said, sources));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the compiler was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> arguments(List<Path> sources, Path classes, Path nothing) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "--release",
                "" + release,
                "-proc:none",
                "-implicit:none",
                "-nowarn",
                "-g",
                "-encoding",
                "UTF-8",
                "-Xmaxerrs",
                "10",
                "-sourcepath",
                nothing.toString(),
                "-d",
                classes.toString(),
                "-cp"));
    arguments.add(
        Stream.concat(classPath.stream(), Stream.of(nothing))
            .map(entry -> entry.toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator)));
    sources.forEach(source -> arguments.add(source.toString()));
    return arguments;
  }

  /** The first of what the compiler said, without the folders of this machine. */
  private static String start(Path said, List<Path> sources) throws IOException {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(said)) {
      bytes = in.readNBytes(MESSAGE_BYTES_MAX);
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    for (Path source : sources) {
      text = text.replace(source.toString(), String.valueOf(source.getFileName()));
    }
    String first = text.lines().findFirst().orElse("");
    if (first.contains(": unmappable character ")) {
      return first + ". Save the file as UTF-8.";
    }
    return first.isEmpty()
        ? "The compiler ended without a word."
        : first.contains("error:") ? first : "The compiler broke: " + first;
  }
}
