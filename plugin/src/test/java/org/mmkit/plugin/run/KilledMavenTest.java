// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.report.ResultFiles;

/** Whoever stops Maven stops the judged JVM too, and finds no result that looks whole. */
@Timeout(60)
class KilledMavenTest {
  @TempDir Path root;
  private BufferedReader said;

  /** Plays Maven: verifies a strategy that loops for ever, with results in a folder. */
  public static final class Maven {
    private Maven() {}

    public static void main(String[] args) {
      StudentProject project = new StudentProject(Path.of(args[0]));
      project.timeoutSeconds = 300;
      project.strategy("System.out.println(\"loops\"); while (length != 0) start++; return 0;");
      try (ResultFiles files = ResultFiles.open(Path.of(args[0], "results"))) {
        ListenerLog log = new ListenerLog();
        System.out.println("begin");
        System.out.println(project.verify().run().strategies().get(0).verdict());
        files.publish(Map.of("run.json", String.join("\n", log.lines)));
      }
    }
  }

  private Process startMaven() throws IOException {
    List<String> command =
        List.of(
            JudgedJvm.javaOf(Path.of(System.getProperty("java.home"))).toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Maven.class.getName(),
            root.toString());
    Process maven = new ProcessBuilder(command).redirectErrorStream(true).start();
    said = new BufferedReader(new InputStreamReader(maven.getInputStream(), UTF_8));
    assertThat(said.readLine()).isEqualTo("begin");
    return maven;
  }

  static ProcessHandle childOf(Process maven) throws InterruptedException {
    while (true) {
      List<ProcessHandle> children = maven.children().toList();
      // The first is the probe, which ends by itself.
      for (ProcessHandle child : children) {
        if (child.info().arguments().stream()
            .flatMap(Stream::of)
            .anyMatch(a -> a.startsWith("@"))) {
          return child;
        }
      }
      Thread.sleep(50);
    }
  }

  private void leavesNothing(ProcessHandle child) throws Exception {
    child.onExit().get(20, TimeUnit.SECONDS);
    assertThat(child.isAlive()).isFalse();
    assertThat(root.resolve("results/run.json")).doesNotExist();
  }

  @Test
  void theChildGoesWithAMavenThatIsKilled() throws Exception {
    Process maven = startMaven();
    ProcessHandle child = childOf(maven);
    maven.destroyForcibly();
    leavesNothing(child);
  }

  @Test
  void theChildGoesWithAMavenThatIsInterrupted() throws Exception {
    Process maven = startMaven();
    ProcessHandle child = childOf(maven);
    maven.destroy();
    leavesNothing(child);
    assertThat(maven.waitFor(20, TimeUnit.SECONDS)).isTrue();
    nothingIsLeft();
  }

  /** Ctrl-C goes to all processes of a terminal. */
  @Test
  void aChildThatIsInterruptedFirstIsNoResult() throws Exception {
    assumeFalse(ignoresInterrupts(), "SIGINT is ignored here, as in a job in the background");
    Process maven = startMaven();
    ProcessHandle child = childOf(maven);
    interrupt(child, maven.toHandle());
    leavesNothing(child);
    assertThat(said.lines().toList()).noneMatch(line -> line.contains("BROKEN"));
    nothingIsLeft();
  }

  private static boolean ignoresInterrupts() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("SigIgn:"))
        .anyMatch(line -> (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 1 << 1) != 0);
  }

  /** The first of them first; on a computer under load two commands may lie seconds apart. */
  private static void interrupt(ProcessHandle... processes) throws Exception {
    List<String> command = new ArrayList<>(List.of("kill", "-INT"));
    Stream.of(processes).forEach(process -> command.add("" + process.pid()));
    new ProcessBuilder(command).start().waitFor();
  }

  private void nothingIsLeft() throws IOException {
    try (Stream<Path> left = Files.list(root.resolve("results"))) {
      assertThat(left).isEmpty();
    }
  }
}
