// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CaseParserTest {

  private static final String RACE =
      """
      # A comment, and a blank line.

      @L1-001 | read while unmapped | race | aims=L1 | seen by the reader
      map(0,4)
      fill(0,4)
      T1: unmap(0,4)
      T1: post('gone')
      T2: r(0) => 'a' or SEGV_MAPERR
      T2: wait('gone')
      T2: r(0) => SEGV_MAPERR
      after: maps() => []
      after: vmlck() => *
      """;

  @Test
  void headerFieldsAreRead() {
    Program program = parse(RACE);
    assertThat(program.id()).isEqualTo("L1-001");
    assertThat(program.title()).isEqualTo("read while unmapped");
    assertThat(program.tier()).isEqualTo(Tier.RACE);
    assertThat(program.aims()).containsExactly("L1");
    assertThat(program.note()).isEqualTo("seen by the reader");
    assertThat(program.line()).isEqualTo(3);
  }

  @Test
  void stepsGoToSetUpTasksAndAfter() {
    Program program = parse(RACE);
    assertThat(program.setup()).map(s -> s.call().text()).containsExactly("map(0,4)", "fill(0,4)");
    assertThat(program.tasks()).map(TaskProgram::name).containsExactly("T1", "T2");
    assertThat(program.tasks().get(1).steps()).hasSize(3);
    assertThat(program.after()).hasSize(2);
    assertThat(program.isSequential()).isFalse();
    assertThat(program.allSteps()).hasSize(9);
  }

  @Test
  void resultsMayHaveAlternativesOrBeAnything() {
    Program program = parse(RACE);
    Expected first = program.tasks().get(1).steps().get(0).expected();
    assertThat(first.matches("'a'")).isTrue();
    assertThat(first.matches("SEGV_MAPERR")).isTrue();
    assertThat(first.matches("0")).isFalse();
    assertThat(program.after().get(1).expected().isAnything()).isTrue();
    assertThat(program.setup().get(0).expected()).isEqualTo(Expected.OK);
  }

  @Test
  void pagesAreExactToTheByte() {
    assertThat(call("unmap(1/P,1+1/P)").address("a", Env.START)).isEqualTo(Arena.BASE + 1);
    assertThat(call("unmap(1/P,1+1/P)").pages("n", Env.START)).isEqualTo(4097);
    assertThat(call("unmap(-4,0.5)").address("a", Env.START)).isEqualTo(Arena.BASE - 4 * 4096);
    assertThat(call("unmap(-4,0.5)").pages("n", Env.START)).isEqualTo(2048);
    assertThat(call("r(0.3)").pages("a", Env.START)).isEqualTo(1228);
    assertThat(call("unmap_raw(B,0xffffffffffffffff)").value("bytes", Env.START)).isEqualTo(-1);
    assertThat(call("remap(0,1,1,'MF',(TASK-B)/P)").address("to", Env.START))
        .isEqualTo(Arena.TASK_SIZE);
  }

  @Test
  void theLandingPageComesFromTheEnvironment() {
    assertThat(call("r(L+1)").address("a", new Env(7))).isEqualTo(Arena.BASE + 8 * 4096);
  }

  @Test
  void defaultsStandForWhatIsMissing() {
    Call map = call("map(0,2)");
    assertThat(map.prot("prot", Env.START)).isEqualTo(3);
    assertThat(map.text("fl")).isEqualTo("pa");
    assertThat(map.pages("off", Env.START)).isZero();
    assertThat(map.has("fd")).isFalse();
    assertThat(map.words("ex")).isEmpty();
    assertThat(call("w(0)").character("c", Env.START)).isEqualTo('x');
  }

  @Test
  void namedArgumentsMaySkipOthers() {
    Call map = call("map(0,1,RW,'pf',ex='LOCKED|POPULATE')");
    assertThat(map.words("ex")).containsExactly("LOCKED", "POPULATE");
    assertThat(map.pages("off", Env.START)).isZero();
    assertThat(map.text()).isEqualTo("map(0,1,RW,'pf',ex='LOCKED|POPULATE')");
  }

  @Test
  void protectionsAreLettersOrBits() {
    assertThat(call("prot(0,1,RWX)").prot("p", Env.START)).isEqualTo(7);
    assertThat(call("prot(0,1,N)").prot("p", Env.START)).isZero();
    assertThat(call("prot(0,1,0x40)").prot("p", Env.START)).isEqualTo(0x40);
    assertThat(call("prot(0,1,R|0x01000000)").prot("p", Env.START)).isEqualTo(0x01000001);
  }

  @Test
  void forkHoldsCalls() {
    List<Call> ops = call("fork(\"w(0,'2');map(3,3);maps()\")").ops("ops");
    assertThat(ops).map(Call::name).containsExactly("w", "map", "maps");
    assertThat(ops.get(0).character("c", Env.START)).isEqualTo('2');
  }

  @Test
  void aResultMayHoldAnyText() {
    Program program = parse("@X-1 | t | P1\nmaps() => [0-2 rw-p; 2-4 r--p @1]\n");
    assertThat(program.setup().get(0).expected().text()).isEqualTo("[0-2 rw-p; 2-4 r--p @1]");
    assertThat(program.setup().get(0).line()).isEqualTo(2);
    assertThat(program.setup().get(0).text()).isEqualTo("maps() => [0-2 rw-p; 2-4 r--p @1]");
  }

  private static Program parse(String text) {
    return CaseParser.parse("test.cases", text).get(0);
  }

  private static Call call(String text) {
    return parse("@X-1 | t | P1\n" + text).setup().get(0).call();
  }
}
