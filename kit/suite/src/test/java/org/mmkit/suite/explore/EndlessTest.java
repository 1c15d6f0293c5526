// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.VirtualTime;
import org.mmkit.suite.Defects;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Patience;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/** A strategy that takes and releases the lock for ever: steps are counted, not seconds. */
class EndlessTest {
  /** Never returns. */
  static final class Endless implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      while (true) {
        kernel.mmapSem().downWrite();
        kernel.mmapSem().upWrite();
      }
    }
  }

  @Test
  void aSearchEndsWhenItHasSeenEnough() {
    Program program =
        CaseParser.parse(
                "my.cases",
                "@two | two of them | race | aims=L1\nmap(0,2)\nT1: unmap(0,1) => *\nT2: r(1) => *\n")
            .get(0);
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    Exploration search = new Exploration(new Experiment(program, setup, Endless::new), 1, () -> {});
    search.search(Exploration.Limits.atRandom(5000));
    assertThat(search.runs()).isEqualTo(20);
    assertThat(search.discoveries())
        .extracting(found -> found.broken().rule().code())
        .contains("MM0110");
  }

  @Test
  void afterSomeSequentialProgramsTheOthersAreStoppedEarly() {
    List<Program> programs =
        Cases.shipped().stream().filter(p -> p.id().startsWith("MUN-")).limit(8).toList();
    Patience patience = new Patience();
    long[] steps =
        programs.stream()
            .mapToLong(
                program -> {
                  Setup setup = patience.limit(Setup.of(program, Defects.NONE, FiberKind.AUTO));
                  Outcome outcome =
                      new Experiment(program, setup, Endless::new).run(new VirtualTime());
                  patience.saw(outcome);
                  return outcome.machine().steps();
                })
            .toArray();
    assertThat(steps[0]).isGreaterThan(1_000_000);
    assertThat(steps[7]).isLessThan(60_000);
  }
}
