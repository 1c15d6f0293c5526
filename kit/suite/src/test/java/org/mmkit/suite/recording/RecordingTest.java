// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.RunEnd;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.load.Site;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;

class RecordingTest {
  private static final String EXEC =
      "7 100.000000 execve(\"/bin/a\", [\"a\"], 0x7ffc /* 5 vars */) = 0 <0.001000>\n";
  private static final String EXIT =
      "7 100.900000 exit_group(0) = ?\n7 100.950000 +++ exited with 0 +++\n";
  private static final String MMAP =
      "7 100.101000 mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0)"
          + " = 0x7f0000000000 <0.100000>\n";

  @Test
  void timeBetweenCallsIsKeptAndTimeInCallsIsNot() {
    Replayed one = replay(EXEC + MMAP + EXIT, "");
    long milliseconds = one.measured().windowPs() / 1_000_000_000;
    assertThat(milliseconds).isEqualTo(100 + 699);
    assertThat(one.calls()).isEqualTo(1);
    assertThat(one.differentCalls()).isZero();
  }

  @Test
  void addressesAreThoseOfTheLog() {
    String log =
        EXEC
            + MMAP
            + "7 100.3 mremap(0x7f0000000000, 8192, 16384, MREMAP_MAYMOVE) = 0x7f1000000000"
            + " <0.000010>\n"
            + "7 100.4 munmap(0x7f1000000000, 16384) = 0 <0.000010>\n"
            + "7 100.5 brk(NULL) = 0x555500000000 <0.000010>\n"
            + "7 100.6 brk(0x555500021000) = 0x555500021000 <0.000010>\n"
            + EXIT;
    Replayed one =
        replay(
            log,
            "7 100.25 0x7f0000001008 0x6\n"
                + "7 100.35 0x7f1000003000 0x4\n"
                + "7 100.7 0x555500020000 0x6\n");
    assertThat(one.calls()).isEqualTo(5);
    assertThat(one.differentCalls()).isZero();
    assertThat(one.faults()).isEqualTo(3);
    assertThat(one.missed()).isZero();
    assertThat(one.measured().latencies().faultsPs()).hasSize(3);
  }

  @Test
  void aCallThatFailedIsMadeAgainAndAnotherResultIsCounted() {
    String log =
        EXEC
            + MMAP
            + "7 100.3 munmap(0x7f0000000001, 4096) = -1 EINVAL (Invalid argument) <0.000010>\n"
            + "7 100.4 mmap(NULL, 4096, PROT_READ, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 ENOMEM"
            + " (Cannot allocate memory) <0.000010>\n"
            + EXIT;
    Replayed one = replay(log, "");
    assertThat(one.different())
        .containsExactly(
            new Replayed.Difference("mmap gave ENOMEM in the log, an address here", 1, 4));
  }

  @Test
  void threadsShareTheAddressSpaceAndWaitForEachOthersMappings() {
    String log =
        EXEC
            + "7 100.101 clone3({flags=CLONE_VM|CLONE_FS|CLONE_THREAD|CLONE_SIGHAND, stack=0x1,"
            + " stack_size=0x2}, 88 <unfinished ...>\n"
            + "8 100.102 mmap(NULL, 8192, PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0"
            + " <unfinished ...>\n"
            + "7 100.103 <... clone3 resumed> => {parent_tid=[8]}, 88) = 8 <0.002000>\n"
            + "8 100.104 <... mmap resumed>) = 0x7f0000000000 <0.002000>\n"
            + "7 100.105 munmap(0x7f0000000000, 4096) = 0 <0.000010>\n"
            + "8 100.106 exit(0) = ?\n"
            + "8 100.107 +++ exited with 0 +++\n"
            + EXIT;
    Replayed one = replay(log, "7 100.1045 0x7f0000001000 0x6\n");
    assertThat(one.missed()).isZero();
    assertThat(one.differentCalls()).isZero();
    assertThat(one.measured().holds().exclusivePs(Site.MUNMAP)).isPositive();
  }

  @Test
  void aForkedChildHasItsOwnAndSharesPagesUntilItWrites() {
    String log =
        EXEC
            + MMAP
            + "7 100.3 fork() = 9 <0.000100>\n"
            + "9 100.31 munmap(0x7f0000000000, 8192) = 0 <0.000010>\n"
            + "9 100.32 exit_group(0) = ?\n"
            + "9 100.33 +++ exited with 0 +++\n"
            + "7 100.34 wait4(-1, [{WIFEXITED(s) && WEXITSTATUS(s) == 0}], 0, NULL) = 9"
            + " <0.000100>\n"
            + "7 100.35 --- SIGCHLD {si_signo=SIGCHLD, si_pid=9} ---\n"
            + "7 100.4 munmap(0x7f0000000000, 8192) = 0 <0.000010>\n"
            + EXIT;
    Replayed one = replay(log, "7 100.25 0x7f0000000000 0x6\n7 100.35 0x7f0000000000 0x7\n");
    assertThat(one.calls()).isEqualTo(4);
    assertThat(one.differentCalls()).isZero();
    assertThat(one.missed()).isZero();
  }

  @Test
  void withoutFaultsItSaysSo() {
    assertThat(read(EXEC + MMAP + EXIT, "").remarks())
        .anyMatch(line -> line.startsWith("There are no page faults"));
  }

  @Test
  void flagsThatTheModelDoesNotKnowAreCounted() {
    String log =
        EXEC
            + MMAP.replace("MAP_ANONYMOUS", "MAP_ANONYMOUS|MAP_ABOVE4G|0x8000000")
            + "7 100.5 madvise(0x7f0000000000, 4096, 0x63 /* MADV_??? */) = -1 EINVAL (Invalid"
            + " argument) <0.000010>\n"
            + "7 100.6 arch_prctl(ARCH_SET_FS, 0x7f0000000000) = 0 <0.000010>\n"
            + EXIT;
    assertThat(read(log, "").remarks())
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("MAP 0x8000000 (1)", "MAP_ABOVE4G (1)", "madvise with 0x63 (1)")
                    .contains("arch_prctl (1)"));
  }

  static Stream<Arguments> bad() {
    String twice =
        "7 100.2 fork() = 9 <0.000100>\n"
            + "9 100.31 exit_group(0) = ?\n9 100.33 +++ exited with 0 +++\n";
    return Stream.of(
        Arguments.of("", "my.strace:1: the log is empty."),
        Arguments.of("hello\n", "my.strace:1: \"hello\" is no line of such a log. Record with"),
        Arguments.of("12:00:01 brk(NULL) = 0x1\n", "my.strace:1: \"12:00:01 brk(NULL) = 0x1\""),
        Arguments.of(EXEC + MMAP, "my.strace:2: the log ends before task 7 does"),
        Arguments.of(EXEC + MMAP.substring(0, 30), "my.strace:2: the log ends in the middle"),
        Arguments.of(
            EXEC + "7 100.2 frobnicate(1) = 0 <0.000010>\n" + EXIT,
            "my.strace:2: frobnicate is no call of %memory or %process that is known here"),
        Arguments.of(EXEC + twice + twice + EXIT, "my.strace:6: task 9 has ended before"),
        Arguments.of(
            EXEC
                + "7 100.2 fork() = 9 <0.000100>\n7 100.3 fork() = 9 <0.000100>\n"
                + "9 100.31 exit_group(0) = ?\n9 100.33 +++ exited with 0 +++\n"
                + EXIT,
            "my.strace:3: task 9 was started before, in line 2"),
        Arguments.of(
            EXEC + "7 100.2 brk(NULL <unfinished ...>\n7 100.3 brk(NULL) = 0x1000 <0.1>\n" + EXIT,
            "my.strace:3: task 7 makes a call within another one"),
        Arguments.of(
            EXEC + "8 100.2 brk(NULL) = 0x1000 <0.1>\n8 100.3 +++ exited with 0 +++\n" + EXIT,
            "my.strace:2: no call of this log has started task 8"),
        Arguments.of(MMAP + EXIT, "my.strace:1: the log does not begin with the execve"),
        Arguments.of(
            EXEC.replace(" <0.001000>", "") + EXIT, "my.strace:1: no call says how long it took"),
        Arguments.of(
            EXEC + MMAP + "7 100.05 brk(NULL) = 0x1000 <0.1>\n" + EXIT,
            "my.strace:3: this lies before line 2 of the same task: the clock was set back"),
        Arguments.of(
            EXEC + "7 100.2 brk(NULL) = 0x1000 <1e300>\n" + EXIT,
            "my.strace:2: \"<1e300>\" is no time that a call took"),
        Arguments.of(
            EXEC + "7 100.2 munmap(here, 4096) = 0 <0.000010>\n" + EXIT,
            "my.strace:2: munmap(here, 4096) has no number where one should be"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadLogIsRefusedWithItsLine(String log, String message) {
    assertThatThrownBy(() -> read(log, ""))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  @ParameterizedTest
  @MethodSource
  void badFaultsAreRefusedWithTheirLine(String faults, String message) {
    assertThatThrownBy(() -> read(EXEC + MMAP + EXIT, faults))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(message);
  }

  static Stream<Arguments> badFaultsAreRefusedWithTheirLine() {
    return Stream.of(
        Arguments.of("# a\n8 100.2 0x1000 0x6\n", "my.faults:2: none of these faults belongs"),
        Arguments.of("7 300.2 0x1000 0x6\n", "my.faults:1: none of these faults belongs"),
        Arguments.of("7 100.2 0x7f0000000000 0x6\n7 100", "my.faults:2: a fault is written"),
        Arguments.of("# nothing\n", "my.faults:1: there is no fault in this file"));
  }

  @Test
  void reservationsOfTerabytesCostNothing() {
    String log =
        EXEC
            + "7 100.2 mmap(NULL, 17592186044416, PROT_NONE,"
            + " MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0) = 0x100000000000 <0.000010>\n"
            + "7 100.3 madvise(0x100000000000, 17592186044416, MADV_DONTDUMP) = 0 <0.000010>\n"
            + "7 100.4 munmap(0x100000000000, 17592186044416) = 0 <0.000010>\n"
            + EXIT;
    Replayed one = replay(log, "");
    assertThat(one.differentCalls()).isZero();
    assertThat(one.measured().window().steps()).isLessThan(10_000);
  }

  private static Recording read(String log, String faults) {
    Optional<CaseFile> some =
        faults.isEmpty() ? Optional.empty() : Optional.of(new CaseFile("my.faults", faults));
    return Recording.read("my", new CaseFile("my.strace", log), some);
  }

  private static Replayed replay(String log, String faults) {
    Recording recording = read(log, faults);
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    Replayed first = null;
    for (String id : List.of("merged-5.8", "exclusive")) {
      first =
          new Replay(recording, () -> ShippedRecordingsTest.strategy(id), setup)
              .run(Zap.IN_PLACE, 0);
      assertThat(first.measured().soundness().end()).isEqualTo(RunEnd.COMPLETED);
      assertThat(first.measured().soundness().violations()).isEmpty();
    }
    return first;
  }
}
