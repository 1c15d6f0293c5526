// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.Verdict;

/** What stands where {@code mmkit.jvm} says that a JDK is. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class FakeJdkTest {
  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root).strategy("return 0;");
  }

  private void java(String script) throws IOException {
    Path home = root.resolve("jdk");
    Files.createDirectories(home.resolve("bin"));
    Path java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\n" + script + "\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    project.jvm = home.toString();
  }

  private void doesNotRun(String why) {
    assertThatThrownBy(project::verify)
        .isInstanceOf(InputException.class)
        .hasMessageContaining(why);
  }

  @Test
  void oneThatSaysNothing() throws IOException {
    java("exit 0");
    doesNotRun("The judged JVM did not start (exit code 0)");
  }

  @Test
  void oneThatFails() throws IOException {
    java("exit 1");
    doesNotRun("does not run mmkit");
  }

  @Test
  void oneThatLies() throws IOException {
    java("printf 'continuations\\n::error::\\033[2J[INFO] BUILD SUCCESS\\n'");
    Files.writeString(root.resolve("jdk/release"), "JAVA_VERSION=\"25\n::error::\"");
    doesNotRun("The judged JVM did not start (exit code 0)");
    assertThat(project.log.lines)
        .noneMatch(line -> line.contains("\u001b") || line.startsWith("::"));
  }

  @Test
  void oneThatTalksWithoutEnd() throws IOException {
    java("head -c 1000000 /dev/zero; exit 0");
    doesNotRun("does not run mmkit");
  }

  @Test
  void oneThatLeavesAProcessWhichHoldsItsOutput() throws Exception {
    java("(sleep 4; touch " + root.resolve("alive") + ") & exit 0");
    doesNotRun("The judged JVM did not start (exit code 0)");
    Thread.sleep(5000);
    assertThat(root.resolve("alive")).doesNotExist();
  }

  @Test
  void aReleaseWithoutEnd() throws IOException {
    java("exit 1");
    Files.createSymbolicLink(root.resolve("jdk/release"), Path.of("/dev/zero"));
    doesNotRun("does not run mmkit");
  }

  /**
   * Nobody can tell it from a JDK; so the record names it, and a check of the result refuses it.
   */
  @Test
  void oneThatPutsItsOwnCodeIntoTheJudge() throws IOException {
    Path real = JudgedJvm.javaOf(Path.of(System.getProperty("java.home")));
    java("exec '" + real + "' -Devil=1 \"$@\"");
    Provenance.Setting jvm = new Provenance.Setting("mmkit.jvm", "jdk", "POM");
    project.origin = new VerifyRequest.Origin(List.of(jvm), java.util.Optional.empty());
    VerifyOutcome outcome = project.verify();
    assertThat(outcome.run().strategies().get(0).verdict()).isEqualTo(Verdict.PASS);
    assertThat(outcome.run().provenance().orElseThrow().parameters()).containsExactly(jvm);
  }
}
