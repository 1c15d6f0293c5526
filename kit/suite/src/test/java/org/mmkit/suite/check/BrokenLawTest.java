// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.spec.Explanation;
import org.mmkit.suite.spec.Operation;

/** Which rule a result breaks, by the call, the result, what was legal, and what is aimed at. */
class BrokenLawTest {

  private static Program program(String aims, String call) {
    String header = "@a | t | explore" + (aims.isEmpty() ? "" : " | aims=" + aims);
    return CaseParser.parse("a.cases", header + "\nmap(0,1)\nT1: " + call + " => *\n").get(0);
  }

  private static SpecRule law(String aims, String call, String result, String... legal) {
    Program program = program(aims, call);
    Operation operation =
        Operation.completed(1, program.tasks().get(0).steps().get(0).call(), result, 0, 1);
    return BrokenLaw.of(
        program, new Explanation.Unexplained(operation, List.of(legal), "a sentence"));
  }

  @Test
  void theAimIsTheFirstRuleOfTheProgramsAims() {
    assertThat(BrokenLaw.aimOf(program("L3", "r(0)"))).isEqualTo(SpecRule.L3);
    assertThat(BrokenLaw.aimOf(program("L3,L1", "r(0)"))).isEqualTo(SpecRule.L1);
    assertThat(BrokenLaw.aimOf(program("", "r(0)"))).isEqualTo(SpecRule.C1);
  }

  @Test
  void anAccessOfTheKernelBreaksL5() {
    assertThat(law("L1", "gup(0)", "'z'", "'q'")).isEqualTo(SpecRule.L5);
  }

  @Test
  void aCallThatSeesNoPageBreaksTheAim() {
    assertThat(law("L3", "map(0,1)", "EEXIST", "OK")).isEqualTo(SpecRule.L3);
    assertThat(law("L3", "map(0,1)", "SEGV_MAPERR", "OK")).isEqualTo(SpecRule.L3);
  }

  @Test
  void aMunmapThatHasToFailAndDoesOtherwiseGivesAWrongResult() {
    assertThat(law("L3", "unmap(0.5,1)", "ENOMEM", "EINVAL")).isEqualTo(SpecRule.C1);
    assertThat(law("L3", "unmap(0.5,1)", "OK", "EINVAL")).isEqualTo(SpecRule.C1);
    assertThat(law("L3", "unmap(0,1)", "OK", "EINTR", "OK")).isEqualTo(SpecRule.L3);
  }

  /** An error that nothing explains says nothing of what others saw, but that the range stays. */
  @Test
  void aMunmapThatFailsForNothingGivesAWrongResult() {
    assertThat(law("L2", "unmap(0,1)", "EINVAL", "OK")).isEqualTo(SpecRule.C1);
    assertThat(law("L1", "unmap(0,1)", "EINTR", "OK")).as("a signal").isEqualTo(SpecRule.L1);
    assertThat(law("S2", "unmap(0,1)", "ENOMEM", "OK")).isEqualTo(SpecRule.S2);
    assertThat(law("L3", "unmap(0,1)", "EINVAL", "OK")).isEqualTo(SpecRule.L3);
    assertThat(law("L4", "unmap(0,1)", "ENOMEM", "OK", "EINTR")).isEqualTo(SpecRule.C1);
    assertThat(law("L4", "unmap(0,1)", "ENOMEM")).isEqualTo(SpecRule.L4);
  }

  /** S2 is told of a call that failed; one that has to fail and does not is a wrong result. */
  @Test
  void aCallThatHasToFailAndSucceedsBreaksNoS2() {
    assertThat(law("S2", "map(0,1)", "OK", "ENOMEM")).isEqualTo(SpecRule.C1);
    assertThat(law("S2", "map(0,1)", "ENOMEM", "OK")).isEqualTo(SpecRule.S2);
    assertThat(law("S2", "map(0,1)", "OK", "EINTR", "0")).isEqualTo(SpecRule.S2);
    assertThat(law("L3", "map(0,1)", "OK", "ENOMEM")).isEqualTo(SpecRule.L3);
  }

  @Test
  void anAccessThatFaultsWhereItMayNotBreaksL4() {
    assertThat(law("L1", "r(0)", "SEGV_MAPERR", "'q'")).isEqualTo(SpecRule.L4);
    assertThat(law("L6", "r(0)", "SEGV_MAPERR", "'q'")).isEqualTo(SpecRule.L6);
    assertThat(law("L9", "r(0)", "SEGV_MAPERR", "'q'")).isEqualTo(SpecRule.L9);
  }

  @Test
  void anAccessThatMustFaultAndDoesNotBreaksL2() {
    assertThat(law("L1", "r(0)", "'q'", "SEGV_MAPERR")).isEqualTo(SpecRule.L2);
    assertThat(law("L1", "r(0)", "'q'", "SEGV_ACCERR", "SEGV_MAPERR")).isEqualTo(SpecRule.L2);
  }

  @Test
  void anAccessThatSeesAWrongByteBreaksL1() {
    assertThat(law("L1", "r(0)", "'z'", "'q'", "SEGV_MAPERR")).isEqualTo(SpecRule.L1);
    assertThat(law("L3", "r(0)", "'z'")).isEqualTo(SpecRule.L1);
    assertThat(law("L9", "r(0)", "'z'", "'q'")).isEqualTo(SpecRule.L9);
  }
}
