// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** The running kernel answers as the shipped cases say, where it can be asked. */
class HostTest {
  /** What the shipped cases were recorded on. */
  private static final String RECORDED = "6.18.";

  private static final StageRequest REQUEST =
      new StageRequest(
          JudgeRequest.of("truth", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT),
          StageRun.shipped("gather-6.12"));

  private Host host;

  @BeforeEach
  void open() {
    host = HostOrSkip.open(5000);
  }

  @AfterEach
  void close() {
    if (host != null) {
      host.close();
    }
  }

  /** As the case says, or as the model says of a kernel such as this one. */
  private static boolean agrees(Host host, Program program, Played played) {
    return HostTable.agrees(program, played) || host.traits().explain(program, played, REQUEST);
  }

  @Test
  void theShippedCasesAgree() {
    assumeTrue(HostFacts.release().startsWith(RECORDED), "the cases are from Linux 6.18");
    List<String> differing = new ArrayList<>();
    Set<String> skipped = new TreeSet<>();
    for (Program program : Cases.shipped()) {
      try {
        Played played = host.play(program);
        if (!agrees(host, program, played)) {
          differing.add(HostTable.transcript(program, played));
        }
      } catch (Unplayable why) {
        skipped.add(program.id().substring(0, 3) + ": " + why.reason());
      }
    }
    assertThat(differing).isEmpty();
    boolean isRoot = "root".equals(System.getProperty("user.name"));
    assertThat(skipped)
        .allMatch(why -> why.contains("huge pages") || !isRoot && why.contains("no privilege "));
  }

  /** Whoever is not root hears of no difference, but why a case was not played. */
  @Test
  void withoutPrivilegesTheyAgreeOrAreSkippedWithTheReason() throws Unplayable {
    assumeTrue(HostFacts.release().startsWith(RECORDED), "the cases are from Linux 6.18");
    List<String> differing = new ArrayList<>();
    Set<String> skipped = new TreeSet<>();
    try (Host bare = Host.openBare()) {
      for (Program program : Cases.shipped()) {
        try {
          Played played = bare.play(program);
          if (!agrees(bare, program, played)) {
            differing.add(HostTable.transcript(program, played));
          }
        } catch (Unplayable why) {
          skipped.add(why.reason());
        }
      }
    }
    assertThat(differing).isEmpty();
    assertThat(skipped)
        .allMatch(why -> why.startsWith("no privilege ") || why.contains("huge pages"))
        .anyMatch(why -> why.endsWith("(CAP_IPC_LOCK)"))
        .anyMatch(why -> why.endsWith("(CAP_SYS_RAWIO)"));
  }

  @Test
  void whatAChildCannotPlayIsNamedToo() throws Unplayable {
    try (Host bare = Host.openBare()) {
      Program program = program("rlim('MEMLOCK','+0')\nfork(\"r(1);lock(0,3);r(2)\")");
      assertThatThrownBy(() -> bare.play(program))
          .isInstanceOf(Unplayable.class)
          .hasMessage("no privilege to lock more than RLIMIT_MEMLOCK (CAP_IPC_LOCK)");
    }
  }

  @Test
  void aProcessOfItsOwnChangesNoResult() throws Unplayable {
    for (Program program : Cases.shipped()) {
      HostProgram text = HostProgram.of(program);
      if (!text.apart()) {
        HostProgram apart =
            new HostProgram(
                text.text(), true, text.huge(), text.slow(), text.still(), text.steps());
        assertThat(host.play(apart)).as(program.id()).isEqualTo(host.play(text));
      }
    }
  }

  @Test
  void whatLandedElsewhereIsGoneInTheNextProgram() throws Unplayable {
    Program before = program("map(0,1)\nremap(0,1,4,'M')\nfd_close('f')\nmap(0,2)");
    Program after = program("maps()\nvmlck()\nmap(0,1,R,'pf')\nr(0)\nnvma()");
    Played fresh = host.play(after);
    host.play(before);
    assertThat(host.play(after)).isEqualTo(fresh);
    assertThat(fresh.results()).containsExactly("[]", "0", "OK", "'A'", "1");
  }

  @Test
  void whatNoKernelCanPlayIsNamed() {
    assertReason("map(0,1,RW,'sf',fd='dev')", "the file 'dev' belongs to a driver of the model");
    assertReason("bind_map(0,1)", "bind_map() is a call of the model alone");
    assertReason("rollup()", "rollup() is a number of the process itself");
    assertReason("map(0,L*L)", "the player cannot work out n of map(0,L*L)");
    assertReason("rd(0,1000)", "the player copies at most 1048576 bytes at once");
    assertReason("sp_unmap('[heap]')", "the player itself needs its [heap]");
  }

  @Test
  void numbersMayDependOnWhereSomethingLanded() throws Unplayable {
    Played played = host.play(program("map(3,2)\nfill(L,2)\nunmap(L+1,1)\npat(3,2)\nmaps()"));
    assertThat(played.results()).containsExactly("OK", "OK", "OK", "a!", "[3-4 rw-p]");
  }

  @Test
  void whatThePlayerItselfHasIsNotCounted() throws Unplayable {
    Played played = host.play(program("map(0,2)\nlockall(3)\nvmlck()\nbrk(3)\nvmlck()"));
    assertThat(played.results()).containsExactly("OK", "OK", "2", "OK", "5");
  }

  @Test
  void whatIsPagedOutWasTouchedOnTheSameCpu() throws Unplayable {
    Program program = program("map(4,1,RW,'pm',2)\nr(4)\nadv(4,1,'PAGEOUT')\nmincore(4,1)");
    for (int i = 0; i < 200; i++) {
      assertThat(host.play(program).result(3)).isEqualTo("0");
    }
    assertThat(HostProgram.of(program).still()).isTrue();
    assertThat(HostProgram.of(program("map(4,1)\nadv(4,1,'COLD')")).still()).isFalse();
  }

  @Test
  void resultsMayLookLikeMarks() throws Unplayable {
    Played played = host.play(program("map(0,2)\nw(0,'?')\nw(1,'!')\npat(0,3)\npat(1,2)"));
    assertThat(played.results()).endsWith("?!!", "!!");
  }

  private void assertReason(String steps, String reason) {
    assertThatThrownBy(() -> host.play(program(steps)))
        .isInstanceOf(Unplayable.class)
        .hasMessageContaining(reason);
  }

  static Program program(String steps) {
    return CaseParser.parse("test.cases", "@T | test | P1\n" + steps).get(0);
  }
}
