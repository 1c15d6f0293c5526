// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.policy.VirtualTime;
import student.Strategies;

class SourceLineTest {

  @ParameterizedTest
  @MethodSource("org.mmkit.machine.AbortTest#kinds")
  void aViolationNamesTheStudentsLine(FiberKind kind) {
    Rig rig = new Rig(new VirtualTime(), MachineOptions.defaults().withFibers(kind));
    rig.task("t", () -> Strategies.unlocksTwice(rig.sem));
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.machine.violations().get(0).source()).isEqualTo(Strategies.FAULT);
  }

  @ParameterizedTest
  @MethodSource("org.mmkit.machine.AbortTest#kinds")
  void aViolationOfTheKitsOwnFramesNamesNoLine(FiberKind kind) {
    Rig rig = new Rig(new VirtualTime(), MachineOptions.defaults().withFibers(kind));
    rig.task("t", rig.sem::upRead);
    rig.run();
    assertThat(rig.machine.violations().get(0).source()).isEmpty();
  }

  @Test
  void whatIsReportedOutsideARunNamesNoTask() {
    Rig rig = new Rig();
    rig.machine.report(MachineRule.EXCLUSION, "found while setting up");
    Violation violation = rig.machine.violations().get(0);
    assertThat(violation.task()).isEqualTo(-1);
    assertThat(violation.taskName()).isEmpty();
  }
}
