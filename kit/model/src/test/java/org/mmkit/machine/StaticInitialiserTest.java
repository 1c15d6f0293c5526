// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.policy.Replay;
import student.Strategies;

class StaticInitialiserTest {

  private static void isNamed(FiberKind kind, Consumer<Machine> body, String className) {
    Rig rig =
        new Rig(new Replay(Schedule.parse("T0x2 T1")), MachineOptions.defaults().withFibers(kind));
    rig.task("initialises", () -> body.accept(rig.machine));
    rig.task("other", rig::work);
    assertThat(rig.run()).isEqualTo(RunEnd.VIOLATION);
    assertThat(rig.rules()).containsExactly(MachineRule.STATIC_INITIALISER);
    assertThat(rig.onlyMessage())
        .isEqualTo(
            "task initialises came to a scheduling point inside the static initialiser of "
                + className
                + ", which other tasks would wait for outside the model's sight");
    assertThat(rig.machine.violations().get(0).source()).startsWith("Strategies.java:");
  }

  @Test
  void aSwitchInsideOneIsNamedOnThreads() {
    FiberThread.retirePool();
    isNamed(FiberKind.THREAD, Strategies::initialisesOnThreads, "student.Strategies$OnThreads");
  }

  @Test
  @ContinuationsNeeded
  void aSwitchInsideOneIsNamedOnContinuations() {
    isNamed(
        FiberKind.CONTINUATION,
        Strategies::initialisesOnContinuations,
        "student.Strategies$OnContinuations");
  }
}
