// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.search.BoundedSearch;
import org.mmkit.machine.search.TraceFormer;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.sched.Recorded;
import org.mmkit.suite.target.Outcome;

/** Two ways to tell traces apart that share nothing but the conflicts: hashes and normal forms. */
class TraceFormerTest {

  @ParameterizedTest
  @CsvSource({
    "d03-stack,merged-4.20,1",
    "a15-reuse,a-15,1",
    "a05-twice,exclusive,2",
    "a07-killed,twophase-v2,1",
    "h04-readers,detach-v7,1",
    "g05-fork,dead-v4,1",
    "i01-fault,pervma-6.4,1",
    "b05-nomem,merged-5.8,1"
  })
  void thereAreAsManyFormsAsASearchCountsTraces(String id, String strategy, int preemptions) {
    Experiment run = Recorded.scenario(id, Museum.strategy(strategy), Defects.NONE);
    BoundedSearch search = new BoundedSearch(preemptions, 1);
    Set<String> forms = new HashSet<>();
    int schedules = 0;
    while (search.hasNext() && schedules++ < 4_000) {
      TraceFormer former = new TraceFormer(search.next());
      run.run(former);
      forms.add(String.join("\n", former.form().lines()));
    }
    assertThat(forms).hasSize((int) search.progress().traces());
    assertThat(forms.size()).isLessThan(schedules);
  }

  @ParameterizedTest
  @CsvSource({"d03-stack,merged-4.20", "a15-reuse,a-15", "g05-fork,dead-v4"})
  void eachStepOfTheTasksHasALetter(String id, String strategy) {
    Experiment run = Recorded.scenario(id, Museum.strategy(strategy), Defects.NONE);
    for (int walk = 0; walk < 20; walk++) {
      TraceFormer former = new TraceFormer(new RandomWalk(1, walk));
      Outcome traced = run.trace(former);
      int[] counts = new int[traced.machine().taskCount()];
      for (int step = 0; step < traced.machine().trace().size(); step++) {
        int task = traced.machine().trace().task(step);
        int nth = ++counts[task];
        if (!traced.machine().task(task).name().equals("main")) {
          List<String> past = former.form().linesUpTo(task, nth);
          assertThat(past).isNotEmpty();
          assertThat(past.get(past.size() - 1))
              .contains(traced.machine().trace().kind(step).toString());
        }
      }
    }
  }
}
