// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmChooserTest {
  @TempDir Path folder;

  /** Believes the release files, and takes every JDK from 21 on for one with continuations. */
  private static final class FakeProbe extends JvmProbe {
    FakeProbe() {
      super(new VerifyRequest.KitJars(List.of(), ""));
    }

    @Override
    Optional<String> fiber(Path home) {
      int feature = version(home).map(Runtime.Version::feature).orElse(0);
      if (feature < 17 || home.endsWith("broken")) {
        return Optional.empty();
      }
      return Optional.of(feature >= 21 ? "continuations work" : "parked threads");
    }
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.writeString(home.resolve("bin/java"), "");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private JudgedJvm choose(Path running, String wanted) {
    return new JvmChooser(new FakeProbe(), running).choose(wanted, Optional.empty());
  }

  @Test
  void theNewestWithContinuationsIsTaken() throws IOException {
    Path running = jdk("j17", "17.0.15");
    jdk("j8", "1.8.0_402");
    jdk("j21", "21.0.2");
    jdk("j25", "25.0.3");
    jdk("broken", "26");
    Files.createSymbolicLink(folder.resolve("default"), running);
    JudgedJvm jvm = choose(running, "auto");
    assertThat(jvm.version()).isEqualTo("25.0.3");
    assertThat(jvm.why()).contains("beside the one that runs Maven");
  }

  @Test
  void withoutAnyTheRunningOneIsTaken() throws IOException {
    Path running = jdk("j17", "17.0.15");
    jdk("j18", "18");
    JudgedJvm jvm = choose(running, "auto");
    assertThat(jvm.home()).isEqualTo(running);
    assertThat(jvm.why()).contains("no JDK beside it has continuations");
  }

  @Test
  void theRunningOneIsTakenWhenAskedFor() throws IOException {
    Path running = jdk("j17", "17.0.15");
    jdk("j25", "25.0.3");
    assertThat(choose(running, "same").home()).isEqualTo(running);
  }

  @Test
  void aToolchainComesBeforeTheNeighbours() throws IOException {
    Path running = jdk("j25", "25.0.3");
    Path toolchain = jdk("j21", "21.0.2");
    JudgedJvm jvm = new JvmChooser(new FakeProbe(), running).choose("auto", Optional.of(toolchain));
    assertThat(jvm.home()).isEqualTo(toolchain);
  }

  @Test
  void theProbeRunsTheKitInTheJdkItIsGiven() {
    JvmProbe probe = new JvmProbe(StudentProject.kit());
    assertThat(probe.fiber(Path.of(System.getProperty("java.home")))).isPresent();
    assertThat(probe.fiber(folder)).isEmpty();
  }

  @Test
  void flagsAreSplitAtSpacesOutsideOfQuotes() {
    assertThat(JvmCommand.split(" -Xmx1g  \"-Da=b c\" -D'x y'=z\"\" "))
        .containsExactly("-Xmx1g", "-Da=b c", "-Dx y=z");
    assertThat(JvmCommand.split("")).isEmpty();
  }

  @Test
  void anArgumentFileKeepsSpacesQuotesAndBackslashes() {
    assertThat(JvmCommand.argumentFile(List.of("a b", "c\"d", "e\\f")))
        .isEqualTo("\"a b\"\n\"c\\\"d\"\n\"e\\\\f\"\n");
  }
}
