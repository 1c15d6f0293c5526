// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Chooses the JVM that a strategy is judged in, by {@code mmkit.jvm}. */
final class JvmChooser {
  private static final int OLDEST = 17;

  private final JvmProbe probe;
  private final Path running;

  /**
   * @param running home of the JDK that runs Maven
   */
  JvmChooser(JvmProbe probe, Path running) {
    this.probe = probe;
    this.running = running;
  }

  /**
   * The JVM to use.
   *
   * @param wanted a JDK home, {@code same} or {@code auto}
   * @throws InputException if the JDK that was named cannot run the kit
   */
  JudgedJvm choose(String wanted, Optional<Path> toolchain) {
    if (wanted.equals("same")) {
      return named(running, "the one that runs Maven, as mmkit.jvm=same asks for");
    }
    if (!wanted.equals("auto")) {
      return named(Path.of(wanted), "as mmkit.jvm says");
    }
    if (toolchain.isPresent()) {
      return named(toolchain.get(), "from Maven's toolchains");
    }
    return neighbours().stream()
        .flatMap(home -> candidate(home).stream())
        .filter(JudgedJvm::hasContinuations)
        .findFirst()
        .orElseGet(
            () -> named(running, "the one that runs Maven: no JDK beside it has continuations"));
  }

  private Optional<JudgedJvm> candidate(Path home) {
    String why =
        isRunning(home)
            ? "the one that runs Maven: the newest with continuations"
            : "the newest with continuations beside the one that runs Maven";
    return probe
        .version(home)
        .flatMap(v -> probe.fiber(home).map(f -> new JudgedJvm(home, v.toString(), why, f)));
  }

  private boolean isRunning(Path home) {
    return real(home).equals(real(running));
  }

  private JudgedJvm named(Path home, String why) {
    if (!Files.isExecutable(JudgedJvm.javaOf(home))) {
      throw new InputException("There is no JDK at " + home + " (mmkit.jvm): no bin/java in it.");
    }
    String fiber =
        probe
            .fiber(home)
            .orElseThrow(
                () ->
                    new InputException(
                        "The JDK at "
                            + home
                            + " (mmkit.jvm) does not run mmkit, which needs Java "
                            + OLDEST
                            + " or later."));
    String version =
        probe.version(home).map(Runtime.Version::toString).orElse("of unknown version");
    return new JudgedJvm(home, version, why, fiber);
  }

  /**
   * The JDKs in the folder of the running one, newest first, each once however many links lead to
   * it.
   */
  private List<Path> neighbours() {
    Path folder = real(running).getParent();
    Set<Path> homes = new LinkedHashSet<>();
    homes.add(real(running));
    if (folder != null && Files.isDirectory(folder)) {
      try (Stream<Path> entries = Files.list(folder)) {
        entries
            .sorted()
            .filter(home -> Files.isExecutable(JudgedJvm.javaOf(home)))
            .map(JvmChooser::real)
            .forEach(homes::add);
      } catch (IOException e) {
        // A folder that cannot be listed has no neighbours to offer.
      }
    }
    return homes.stream()
        .filter(home -> probe.version(home).filter(v -> v.feature() >= OLDEST).isPresent())
        .sorted(Comparator.<Path, Runtime.Version>comparing(h -> probe.version(h).get()).reversed())
        .toList();
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }
}
