// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mmkit.suite.record.PlainText;

/** Asks a JDK which kind of fiber works there, by running the kit in it. */
class JvmProbe {
  private static final long TIMEOUT_S = 20;
  private static final int RELEASE_BYTES_MAX = 1 << 16;
  private static final int SAID_BYTES_MAX = 1 << 12;
  private static final String SAID = "said";
  private static final Pattern VERSION = Pattern.compile("(?m)^JAVA_VERSION=\"([^\"]+)\"");

  /** What JDKs answered in this run of Maven, by the command that asked: it judges many times. */
  private static final Map<List<String>, String> ANSWERS = new ConcurrentHashMap<>();

  private final VerifyRequest.KitJars kit;

  JvmProbe(VerifyRequest.KitJars kit) {
    this.kit = kit;
  }

  /** The version of a JDK or JRE, from its release file. */
  Optional<Runtime.Version> version(Path home) {
    try {
      Matcher matcher = VERSION.matcher(PlainFile.text(home.resolve("release"), RELEASE_BYTES_MAX));
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
    Optional<String> known = Optional.ofNullable(ANSWERS.get(command));
    Optional<String> fiber = known.or(() -> asked(command));
    fiber.ifPresent(one -> ANSWERS.put(List.copyOf(command), one));
    return fiber;
  }

  private static Optional<String> asked(List<String> command) {
    try {
      Path folder = Files.createTempDirectory("mmkit-probe");
      try {
        return answer(command, folder);
      } finally {
        Files.deleteIfExists(folder.resolve(SAID));
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Whatever stands at that place may be no JDK: it may talk or stay without end. */
  private static Optional<String> answer(List<String> command, Path folder)
      throws IOException, InterruptedException {
    Path said = folder.resolve(SAID);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .redirectOutput(said.toFile());
    JvmCommand.cleanEnvironment(builder);
    Offspring offspring = Offspring.of(builder, folder);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(TIMEOUT_S, TimeUnit.SECONDS);
      boolean right = ended && process.exitValue() == 0 && Files.size(said) <= SAID_BYTES_MAX;
      return right
          ? Optional.of(PlainText.line(Files.readString(said), SAID_BYTES_MAX).strip())
          : Optional.empty();
    } finally {
      offspring.look(process);
      process.destroyForcibly();
      offspring.end();
    }
  }
}
