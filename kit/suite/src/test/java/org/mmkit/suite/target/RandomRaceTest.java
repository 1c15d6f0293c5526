// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.program.Program;

/** With a correct munmap, no mixture of calls may break a rule of the model. */
class RandomRaceTest {
  private static final int PROGRAMS = 60;
  private static final int SCHEDULES = 10;

  @ParameterizedTest
  @EnumSource
  void noScheduleOfAnyProgramBreaksARule(CorrectUnmap strategy) {
    for (int seed = 0; seed < PROGRAMS; seed++) {
      // To Linux 5.8 a stack may grow into a range that is being zapped under the downgraded lock.
      boolean stacks = strategy == CorrectUnmap.EXCLUSIVE;
      Program program = new RandomRaces(seed, stacks).next("RANDOM-" + seed);
      ModelTarget target =
          new ModelTarget(
              () -> strategy,
              MachineProfile.byName("xeon-e5-2680-2018"),
              MachineOptions.defaults().withCpus(3),
              KernelParams.standard().withEntryByEntry(seed % 2 == 0));
      for (int schedule = 0; schedule < SCHEDULES; schedule++) {
        Outcome outcome = target.run(program, new RandomWalk(seed, schedule));
        String where = "program of seed " + seed + ", schedule " + schedule;
        assertThat(outcome.failure()).as(where).isNull();
        assertThat(outcome.violations()).as(where).isEmpty();
        assertThat(outcome.end()).as(where).isEqualTo(RunEnd.COMPLETED);
      }
    }
  }
}
