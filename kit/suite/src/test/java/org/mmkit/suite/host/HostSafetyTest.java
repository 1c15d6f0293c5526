// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.program.Program;

/** Whatever a program or a user does to the player, the outcome has a name and nothing is left. */
class HostSafetyTest {
  private static final Program FINE = HostTest.program("map(0,1)\nw(0,'a')\nr(0)");
  private static final int PATIENCE_MS = 300;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unmap_raw(0,TASK)",
        "unmap_raw(0x400000,0x1000000)",
        "prot_raw(0x401000,0x10000,N)",
        "map_raw(0x400000,0x1000000,RW)"
      })
  void aProgramThatTakesThePlayersOwnTextEndsItsProcess(String step) throws Unplayable {
    try (Host host = HostOrSkip.open(PATIENCE_MS)) {
      Played played = host.play(HostTest.program("map(0,1)\n" + step + "\nmaps()"));
      assertThat(played.result(0)).isEqualTo("OK");
      assertThat(played.result(1)).isEqualTo("the process ended: SIGSEGV");
      assertThat(played.result(2)).isEqualTo("not reached");
      assertThat(host.play(FINE).results()).containsExactly("OK", "OK", "'a'");
    }
  }

  @Test
  void whereTheKernelMadeAStackNothingIs() throws Unplayable {
    try (Host host = HostOrSkip.open(PATIENCE_MS)) {
      Played played = host.play(HostTest.program("unmap_raw(TASK-40*P,40*P)\nmap(0,1)\nmaps()"));
      assertThat(played.results()).endsWith("OK", "OK", "[0-1 rw-p]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"pat(0,0x100000000)", "fork('pat(0,0x100000000)')"})
  void aProgramThatDoesNotEndIsStopped(String step) throws Unplayable {
    try (Host host = HostOrSkip.open(PATIENCE_MS)) {
      Played played = host.play(HostTest.program("map(0,1)\n" + step));
      assertThat(played.result(1)).isEqualTo("did not end in time");
      assertThat(host.play(FINE).results()).hasSize(3);
    }
  }

  @Test
  void aPlayerThatIsKilledIsReplacedAndLeavesNothing() throws Exception {
    try (Host host = HostOrSkip.open(PATIENCE_MS)) {
      host.play(FINE);
      List<ProcessHandle> all = family(host.handle());
      host.handle().destroyForcibly();
      all.forEach(HostSafetyTest::awaitEnd);
      assertThat(host.play(FINE).end()).isEqualTo(Played.GONE);
      assertThat(host.play(FINE).results()).hasSize(3);
    }
  }

  @Test
  void aWorkerThatIsKilledIsReplaced() throws Exception {
    try (Host host = HostOrSkip.open(PATIENCE_MS)) {
      host.play(FINE);
      ProcessHandle worker = host.handle().children().findFirst().orElseThrow();
      worker.destroyForcibly();
      awaitEnd(worker);
      assertThat(host.play(FINE).results()).hasSize(3);
    }
  }

  @Test
  void nothingIsLeftOfAClosedHost() throws Exception {
    Host host = HostOrSkip.open(PATIENCE_MS);
    host.play(FINE);
    List<ProcessHandle> all = family(host.handle());
    host.close();
    all.forEach(HostSafetyTest::awaitEnd);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-KILL", "-INT", "-TERM"})
  void nothingIsLeftWhenTheJvmIsKilled(String signal) throws Exception {
    HostOrSkip.open(PATIENCE_MS).close();
    assumeFalse(signal.equals("-INT") && ignoresInterrupts(), "SIGINT is ignored here");
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessPlay.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = jvm.inputReader()) {
      ProcessHandle player = ProcessHandle.of(Long.parseLong(out.readLine())).orElseThrow();
      List<ProcessHandle> all = family(player);
      new ProcessBuilder("kill", signal, Long.toString(jvm.pid())).start().waitFor();
      assertThat(jvm.waitFor(10, TimeUnit.SECONDS)).isTrue();
      all.forEach(HostSafetyTest::awaitEnd);
    } finally {
      jvm.destroyForcibly();
    }
  }

  /** The main class of a JVM that plays one program that does not end. */
  static final class EndlessPlay {
    private EndlessPlay() {}

    public static void main(String[] args) throws Unplayable, IOException {
      try (Host host = Host.open(60_000)) {
        System.out.println(host.handle().pid());
        host.play(HostTest.program("map(0,1)\nfork('pat(0,0x100000000)')"));
      }
    }
  }

  /** A process and all that it made, which are two more as long as a program runs apart. */
  private static List<ProcessHandle> family(ProcessHandle of) throws InterruptedException {
    for (int i = 0; i < 50 && of.descendants().findAny().isEmpty(); i++) {
      Thread.sleep(20);
    }
    return Stream.concat(Stream.of(of), of.descendants()).toList();
  }

  /** As in a job that a shell without job control put into the background; children inherit it. */
  private static boolean ignoresInterrupts() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("SigIgn:")) {
        return (Long.parseUnsignedLong(line.substring(7).trim(), 16) & 1 << 1) != 0;
      }
    }
    return false;
  }

  private static void awaitEnd(ProcessHandle process) {
    assertThat(process.onExit()).succeedsWithin(Duration.ofSeconds(10));
  }
}
