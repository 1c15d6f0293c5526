// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.museum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.Replay;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.explore.Discovery;
import org.mmkit.suite.explore.Reduction;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.Walk;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.Outcome;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** The exhibits that a schedule convicts, as results that a report can show, each with its run. */
class MuseumRunTest {
  private static final long SEED = 20180809;
  private static final int BUDGET = 20_000;
  private static final int CONTINUATIONS = 21;
  private static final Path FOLDER = Path.of("target/museum");

  @Test
  void eachExhibitOfAScheduleHasARunWithItsStates() throws IOException {
    assumeTrue(
        Runtime.version().feature() >= CONTINUATIONS,
        "No cards of the museum: without continuations they would take minutes");
    SortedMap<String, List<StrategyRecord>> families = new TreeMap<>();
    for (Exhibit exhibit : Exhibits.all()) {
      if (exhibit.told().isEmpty() && !exhibit.by().contains(":")) {
        String family = exhibit.id().substring(0, exhibit.id().indexOf('-'));
        families.computeIfAbsent(family, f -> new ArrayList<>()).add(record(exhibit));
      }
    }
    Files.createDirectories(FOLDER);
    for (String family : families.keySet()) {
      RunRecord run = new RunRecord(SEED, families.getOrDefault(family, List.of()));
      Files.writeString(FOLDER.resolve(family + ".json"), run.toJson());
    }
    assertThat(families).containsKeys("A", "S");
  }

  private static StrategyRecord record(Exhibit exhibit) {
    Discovery found = Hunt.convict(exhibit, SEED, BUDGET, FiberKind.AUTO).discovery().orElseThrow();
    Program program = Scenarios.byId(exhibit.by()).orElseThrow();
    Experiment run =
        new Experiment(
            program,
            Setup.of(program, exhibit.defects(), FiberKind.AUTO),
            Museum.strategy(exhibit.strategy()));
    Reduction small = Reduction.ofSchedule(run, found.schedule(), found.rule().code(), () -> {});
    Outcome traced = run.traceWithStates(new Replay(small.schedule()));
    Broken broken = run.judge(traced, found.rule().code()).orElseThrow();
    EvidenceMaker maker = new EvidenceMaker(program, traced);
    FindingRecord finding =
        new FindingRecord(
            FindingRecord.RuleRecord.of(broken.rule()),
            broken.message(),
            new FindingRecord.Place(
                Optional.empty(),
                OptionalInt.of(maker.stepOf(broken)),
                Optional.empty(),
                Walk.of(broken, traced)),
            "museum/" + exhibit.by(),
            command(exhibit),
            Optional.empty(),
            Optional.of(maker.of(broken, -1)),
            new TreeSet<>(List.of(exhibit.id())));
    assertThat(finding.evidence().orElseThrow().moments()).as(exhibit.id()).hasSizeGreaterThan(1);
    CaseRecord shown =
        CaseRecord.fail(exhibit.by(), "", broken.message()).withFindings(List.of(finding));
    return new StrategyRecord(
        exhibit.id() + ": " + exhibit.name(),
        exhibit.strategy(),
        Verdict.FAIL,
        List.of(new StageRecord("museum", List.of(shown))),
        new TreeMap<>());
  }

  private static String command(Exhibit exhibit) {
    if (!ShippedStrategies.ids().contains(exhibit.strategy())) {
      return "mvn test -pl kit/suite -am -Dtest=MuseumRunTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false";
    }
    String defects = String.join(",", exhibit.defects().ids());
    return "mvn mmkit:explore -Dmmkit.strategy="
        + exhibit.strategy()
        + " -Dmmkit.case="
        + exhibit.by()
        + (defects.isEmpty() ? "" : " -Dmmkit.defect=" + defects);
  }
}
