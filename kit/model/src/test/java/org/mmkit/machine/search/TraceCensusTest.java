// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.search;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.policy.RandomWalk;

class TraceCensusTest {

  @Test
  void manyRandomRunsShowTheTracesThatASearchShows() {
    SmallProgram program = new SmallProgram("xXc", "?X+", "LyYl", "LYl");
    SourceDpor search = new SourceDpor(1);
    while (search.hasNext()) {
      program.run(search.next());
    }
    TraceCensus census = new TraceCensus();
    long singletonsEarly = 0;
    for (int index = 0; index < 3_000; index++) {
      program.run(census.watch(new RandomWalk(1, 4 * index)));
      singletonsEarly = index == 20 ? census.singletons() : singletonsEarly;
    }
    assertThat(census.executions()).isEqualTo(3_000);
    assertThat(census.traces()).isEqualTo(search.progress().traces());
    assertThat(singletonsEarly).isPositive();
    assertThat(census.singletons()).isZero();
  }

  @Test
  void watchingDoesNotChangeTheRun() {
    SmallProgram program = SmallProgram.random(7, true);
    TraceCensus census = new TraceCensus();
    for (int index = 0; index < 50; index++) {
      Schedule alone = program.run(new RandomWalk(1, index)).schedule();
      assertThat(program.run(census.watch(new RandomWalk(1, index))).schedule()).isEqualTo(alone);
    }
  }
}
