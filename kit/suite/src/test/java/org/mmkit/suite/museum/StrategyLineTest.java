// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Trace;
import org.mmkit.machine.policy.Replay;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;

/** A finding names a line of the strategy only where its task was in the strategy. */
class StrategyLineTest {
  private static final long SEED = 20180809;
  private static final int BUDGET = 20_000;

  /** The calls of the exhibits on the way of which the kernel calls the strategy. */
  private static final String THROUGH_THE_STRATEGY =
      "(unmap|unmap_raw|brk)\\(.*|fork\\('unmap\\(.*";

  static List<Exhibit> exhibits() {
    return Exhibits.all().stream()
        .filter(e -> e.told().isEmpty() && Scenarios.byId(e.by()).isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  void aTaskThatWasNotInTheStrategyHasNoLineOfIt(Exhibit exhibit) {
    Discovery found = Hunt.convict(exhibit, SEED, BUDGET, FiberKind.AUTO).discovery().orElseThrow();
    Program program = Scenarios.byId(exhibit.by()).orElseThrow();
    Experiment run =
        new Experiment(
            program,
            Setup.of(program, exhibit.defects(), FiberKind.AUTO),
            Museum.strategy(exhibit.strategy()));
    Outcome traced = run.trace(new Replay(found.schedule()));
    Broken broken = run.judge(traced, found.rule().code()).orElseThrow();
    int step = broken.stepIn(traced);
    if (!broken.source().isEmpty()) {
      assertThat(callAt(traced, broken.task(), step)).matches(THROUGH_THE_STRATEGY);
    }
    if (step >= 0) {
      Trace trace = traced.machine().trace();
      assertThat(traced.machine().task(trace.task(step)).name()).isEqualTo(broken.task());
    }
  }

  /** The call that a task was in, as the notes of the run tell it. */
  private static String callAt(Outcome traced, String task, int step) {
    Trace trace = traced.machine().trace();
    int last = step < 0 ? trace.size() : step;
    String call = "none";
    for (Trace.Note note : trace.notes()) {
      boolean mine = note.task() >= 0 && traced.machine().task(note.task()).name().equals(task);
      if (mine && note.step() <= last && note.sort() == Trace.Sort.CALL) {
        call = note.text();
      }
    }
    return call;
  }
}
