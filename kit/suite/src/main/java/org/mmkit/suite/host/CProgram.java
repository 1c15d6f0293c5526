// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A C program of the kit. Its source is a resource; the binary is made at its first use and kept in
 * the user's cache folder under a digest of source and options.
 *
 * @param name of the binary; the first source is {@code name.c}
 * @param headers the other sources
 * @param options for the compiler
 */
record CProgram(String name, List<String> headers, List<String> options) {

  /** No library, no fixed-up addresses: nothing in the process but the player. */
  private static final List<String> BARE =
      List.of(
          "-O1",
          "-static",
          "-nostdlib",
          "-Wl,-z,noseparate-code",
          "-ffreestanding",
          "-fno-stack-protector",
          "-fno-pic",
          "-no-pie",
          "-fcf-protection=none",
          "-fno-asynchronous-unwind-tables");

  /** Plays programs: nothing is in the process but what its sources say. */
  static final CProgram PLAYER =
      new CProgram(
          "player",
          List.of(
              "sys.h",
              "text.h",
              "proc.h",
              "files.h",
              "access.h",
              "privilege.h",
              "calls.h",
              "run.h",
              "reset.h"),
          BARE);

  /** Unmaps a large range while a second thread looks on. */
  static final CProgram EXPERIMENT =
      new CProgram("experiment", List.of(), List.of("-O1", "-pthread"));

  private static final List<String> COMPILERS = List.of("cc", "gcc", "clang");

  private static final int COMPILE_S_MAX = 60;

  private List<String> sources() {
    List<String> all = new ArrayList<>(List.of(name + ".c"));
    all.addAll(headers);
    return all;
  }

  /**
   * The binary, which is compiled unless an earlier run did.
   *
   * @throws Unplayable if this machine cannot run or compile it; says why
   */
  Path binary() throws Unplayable {
    if (!System.getProperty("os.name").equals("Linux")
        || !System.getProperty("os.arch").equals("amd64")) {
      throw new Unplayable(
          "this machine is no x86-64 Linux but "
              + System.getProperty("os.name")
              + " on "
              + System.getProperty("os.arch"));
    }
    try {
      Path folder = folder().resolve(digest());
      Path binary = folder.resolve(name);
      if (!Files.isExecutable(binary)) {
        Files.createDirectories(folder);
        compile(folder, binary);
      }
      return binary;
    } catch (IOException e) {
      throw new Unplayable(
          "the C program " + name + " cannot be written to " + folder() + ": " + e.getMessage());
    }
  }

  private static Path folder() {
    String cache = System.getenv("XDG_CACHE_HOME");
    Path root =
        cache == null || cache.isEmpty()
            ? Path.of(System.getProperty("user.home"), ".cache")
            : Path.of(cache);
    return root.resolve("mmkit").resolve("host");
  }

  private String digest() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(String.join(" ", options).getBytes(StandardCharsets.UTF_8));
      for (String source : sources()) {
        digest.update(resource(source));
      }
      return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** A text that comes with the player. */
  static String text(String name) {
    try {
      return new String(resource(name), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = CProgram.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the kit lacks the source " + name);
      }
      return in.readAllBytes();
    }
  }

  /** Several runs may compile at once: each into a file of its own, which then takes the name. */
  private void compile(Path folder, Path binary) throws IOException, Unplayable {
    for (String source : sources()) {
      Path temporary = Files.createTempFile(folder, source, null);
      Files.write(temporary, resource(source));
      Files.move(temporary, folder.resolve(source), StandardCopyOption.ATOMIC_MOVE);
    }
    Path result = Files.createTempFile(folder, name, null);
    String complaint = "";
    for (String compiler : COMPILERS) {
      List<String> command = new ArrayList<>(List.of(compiler));
      command.addAll(options);
      command.addAll(List.of("-o", result.toString(), folder.resolve(name + ".c").toString()));
      try {
        complaint = run(command);
      } catch (IOException e) {
        continue;
      }
      if (complaint.isEmpty()) {
        Files.move(result, binary, StandardCopyOption.ATOMIC_MOVE);
        return;
      }
    }
    Files.deleteIfExists(result);
    throw new Unplayable(
        complaint.isEmpty()
            ? "there is no C compiler (" + String.join(", ", COMPILERS) + ") on the PATH"
            : name + ".c does not compile: " + complaint);
  }

  /** What the compiler complained of; empty if it did its work. */
  private static String run(List<String> command) throws IOException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (!process.waitFor(COMPILE_S_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return "the compiler does not end";
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new java.io.InterruptedIOException("interrupted while a C program was compiled");
    }
    if (process.exitValue() == 0) {
      return "";
    }
    return said.isBlank() ? "the compiler failed" : said.lines().findFirst().orElse("");
  }
}
