// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Schedule;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Reduction;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.museum.Exhibit;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.Recorded;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/** Whatever is convicted can be written down, followed again, and shown. */
class MuseumEvidenceTest {
  private static final int COLUMNS_MAX = 100;

  static List<Exhibit> exhibits() {
    return Exhibits.all().stream()
        .filter(e -> e.told().isEmpty() && Scenarios.byId(e.by()).isPresent())
        .toList();
  }

  @ParameterizedTest
  @MethodSource("exhibits")
  void aConvictionIsShownAgainFromItsFile(Exhibit exhibit) {
    Program program = Scenarios.byId(exhibit.by()).orElseThrow();
    Experiment run =
        new Experiment(
            program,
            Setup.of(program, exhibit.defects(), FiberKind.AUTO),
            Museum.strategy(exhibit.strategy()));
    Optional<SchedFile> found =
        Recorded.conviction(run, exhibit.strategy(), exhibit.defects(), exhibit.shows());
    if (found.isEmpty()) {
      return; // That it is found at all is for another test, with more time.
    }
    SchedFile file = SchedFile.parse("a.sched", found.get().text());
    TurnReplay replay = new TurnReplay(file.turns());
    Outcome traced = run.trace(replay);
    assertThat(replay.divergences()).isEmpty();
    Broken broken = run.judge(traced, file.code()).orElseThrow();
    Evidence evidence = new EvidenceMaker(program, traced).of(broken, -1);
    assertThat(EvidenceText.lines(evidence))
        .allMatch(line -> line.length() <= COLUMNS_MAX)
        .anyMatch(line -> line.contains(file.code()));
    assertThat(evidence.blocks()).isNotEmpty();
    assertThat(evidence.sentence()).isNotBlank();
    assertShrinks(run, file, traced.machine().schedule().copy());
  }

  /** What is shrunk, written and read again breaks the same rule, in no more preemptions. */
  private static void assertShrinks(Experiment run, SchedFile found, Schedule schedule) {
    Reduction reduction = Reduction.ofSchedule(run, schedule, found.code(), () -> {});
    SchedFile shrunk =
        Recorded.file(
            run,
            found.strategy(),
            Defects.of(found.defects()),
            found.code(),
            new Replay(reduction.schedule()));
    SchedFile read = SchedFile.parse("b.sched", shrunk.text());
    TurnReplay replay = new TurnReplay(read.turns());
    Outcome again = run.trace(replay);
    assertThat(replay.divergences()).isEmpty();
    assertThat(again.machine().schedule()).isEqualTo(reduction.schedule());
    assertThat(run.judge(again, found.code())).isPresent();
    assertThat(read.turns().preemptions())
        .isEqualTo(reduction.preemptions())
        .isLessThanOrEqualTo(found.turns().preemptions());
  }
}
