// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks a JDK which kind of fiber works there, by running the kit in it. */
class JvmProbe {
  private static final long TIMEOUT_S = 20;
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([^\"]+)\"");

  private final VerifyRequest.KitJars kit;

  JvmProbe(VerifyRequest.KitJars kit) {
    this.kit = kit;
  }

  /** The version of a JDK or JRE, from its release file. */
  Optional<Runtime.Version> version(Path home) {
    try {
      Matcher matcher = VERSION.matcher(Files.readString(home.resolve("release")));
      return matcher.find()
          ? Optional.of(Runtime.Version.parse(matcher.group(1)))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The kind of fiber that works there, and why; nothing if the kit does not run there. */
  Optional<String> fiber(Path home) {
    List<String> command = new ArrayList<>();
    command.add(JudgedJvm.javaOf(home).toString());
    command.addAll(JvmCommand.kitFlags(kit));
    command.addAll(List.of("-m", JvmCommand.MAIN, "--probe"));
    try {
      ProcessBuilder builder = new ProcessBuilder(command);
      JvmCommand.cleanEnvironment(builder);
      Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try {
        process.getOutputStream().close();
        if (!process.waitFor(TIMEOUT_S, TimeUnit.SECONDS) || process.exitValue() != 0) {
          return Optional.empty();
        }
        byte[] said = process.getInputStream().readAllBytes();
        return Optional.of(new String(said, StandardCharsets.UTF_8).strip());
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
