// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

class ConcurrentProgramsTest {
  private static final String HEADER = "@a | t | explore | aims=L1\nmap(0,1)\n";

  private static Program program(String steps) {
    return CaseParser.parse("a.cases", HEADER + steps).get(0);
  }

  @Test
  void patInATaskLeavesItsResultOpen() {
    assertThatCode(() -> ConcurrentPrograms.check(program("T1: pat(0,1) => *\n")))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ConcurrentPrograms.check(program("T1: r(0) => *\nT1: pat(0,1)\n")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.cases:4: in a task the pages of pat");
  }

  @Test
  void moreCallsThanCanBeOrderedAreRefused() {
    String most = "T1: r(0) => *\n".repeat(40) + "T2: r(0) => *\n".repeat(20);
    String after = "after: r(0) => *\n";
    assertThatCode(() -> ConcurrentPrograms.check(program(most + after.repeat(2))))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> ConcurrentPrograms.check(program(most + after.repeat(3))))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.cases:1: a has 63 calls in its tasks and after them");
  }
}
