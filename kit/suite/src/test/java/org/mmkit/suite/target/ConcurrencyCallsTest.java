// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;

class ConcurrencyCallsTest {
  private static final int SCHEDULES = 60;

  private static Outcome run(String lines, int schedule) {
    String tier = lines.contains("T1:") ? "race" : "P1";
    String text = "@T-1 | a test | " + tier + "\n" + lines;
    Program program = CaseParser.parse("test.cases", text).get(0);
    ModelTarget target =
        new ModelTarget(
            () -> CorrectUnmap.EXCLUSIVE,
            MachineProfile.byName("xeon-e5-2680-2018"),
            MachineOptions.defaults().withCpus(2).withWeakMemory(),
            KernelParams.standard());
    Outcome outcome = target.run(program, new RandomWalk(1, schedule));
    assertThat(outcome.end()).isEqualTo(RunEnd.COMPLETED);
    assertThat(outcome.violations()).isEmpty();
    return outcome;
  }

  private static List<String> results(Outcome outcome, String task) {
    return outcome.observations().stream()
        .filter(observation -> observation.task().equals(task))
        .map(Observation::result)
        .toList();
  }

  @Test
  void whoHasWaitedSeesWhatWasDoneBeforeThePost() {
    String lines =
        """
        map(0,1)
        T1: w(0,'x') => *
        T1: post('done')
        T2: wait('done')
        T2: r(0) => *
        """;
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      assertThat(results(run(lines, schedule), "T2")).containsExactly("OK", "'x'");
    }
  }

  @Test
  void aKilledTaskMakesNoFurtherCall() {
    String lines =
        """
        map(0,4)
        T1: wait('never') => *
        T1: unmap(0,4) => *
        T2: kill('T1')
        T3: wait('never') => *
        T3: post('never')
        T4: post('never')
        after: nvma() => *
        """;
    boolean interrupted = false;
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      Outcome outcome = run(lines, schedule);
      List<String> killed = results(outcome, "T1");
      interrupted |= killed.equals(List.of("EINTR"));
      boolean unmapped = killed.size() == 2;
      assertThat(results(outcome, "main")).endsWith(unmapped ? "0" : "1");
    }
    assertThat(interrupted).isTrue();
  }

  @Test
  void aPinnedPageOutlivesItsMapping() {
    String lines =
        """
        map(0,1)
        w(0,'p')
        gup(0)
        unmap(0,1)
        map(0,1)
        w(0,'n')
        pinned(0) => *
        unpin(0)
        pinned(0) => *
        """;
    List<String> results = results(run(lines, 0), "main");
    assertThat(results).endsWith("'p'", "OK", "EINVAL");
  }

  @Test
  void aPageThatWasMappedThroughoutIsNeverFoundMissing() {
    String lines =
        """
        T1: map(0,1) => *
        T1: count('mapcnt')
        T1: w(0,'b') => *
        T1: count('unmapcnt')
        T1: unmap(0,1) => *
        T2: watch(0) => *
        """;
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      assertThat(results(run(lines, schedule), "T2")).isSubsetOf("RACED", "0", "'b'");
    }
  }
}
