// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.FindingRecord.Place;
import org.mmkit.suite.record.FindingRecord.RuleRecord;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

/** A run with one strategy of each verdict. */
final class SampleRun {
  private static final CaseRecord SKIPPED =
      CaseRecord.skip("MUN-030", "P2", "not modelled: transparent huge pages");

  private static final FindingRecord REAPPEARED =
      new FindingRecord(
          new RuleRecord("MM0304", FindingClass.SAFETY, "L4", "a mapping reappeared"),
          "T1 saw half",
          new Place(Optional.of("T1"), OptionalInt.of(2), Optional.of("SectionsV1.java:46")),
          "race/reuse",
          "mvn mmkit:replay -Dmmkit.sched=sections-v1-reuse-MM0304.sched",
          Optional.of("sections-v1-reuse-MM0304.sched"),
          Optional.of(evidence()),
          new TreeSet<>());

  private static final FindingRecord LONG_HOLD =
      new FindingRecord(
          new RuleRecord("MM0801", FindingClass.PERFORMANCE, "J1", "a long hold"),
          "held for long",
          Place.UNKNOWN,
          "race/fork",
          "mvn y",
          Optional.empty(),
          Optional.empty(),
          new TreeSet<>());

  private static Evidence evidence() {
    return new Evidence(
        "T0's \"munmap\" came before T1's \"mmap\": T1 saw <half>",
        List.of("=====", "BUG: MMKIT: a mapping reappeared [MM0304 L4]", "====="),
        List.of("map(0,1)"),
        List.of("T0", "T1"),
        List.of(
            new Evidence.Block(
                "T0", List.of(new Evidence.Deed(1, "munmap")), Evidence.End.PREEMPTED, "free"),
            new Evidence.Block("T1", List.of(new Evidence.Deed(2, "mmap")), Evidence.End.DONE, "")),
        new Evidence.Marks(List.of(1, 2), 2, 0, 0),
        new Evidence.Maps(List.of("0-1 rw-p"), List.of(), List.of()));
  }

  static final StrategyRecord PASSED =
      new StrategyRecord(
          "detach-v7",
          "a letter of 2018",
          Verdict.PASS,
          List.of(
              new StageRecord("conformance", List.of(CaseRecord.pass("MUN-020", "P1"), SKIPPED)),
              new StageRecord("race", List.of(CaseRecord.pass("reuse", "")))),
          measures(270, 2_494_000_000L, 0));

  static final StrategyRecord FAILED =
      new StrategyRecord(
          "sections-v1",
          "",
          Verdict.FAIL,
          List.of(
              new StageRecord(
                  "conformance",
                  List.of(
                      CaseRecord.fail("MUN-020", "P1", "unmap(2,2) gave EINVAL instead of OK"),
                      SKIPPED,
                      CaseRecord.fail("G-007", "G", "maps() differs"))),
              new StageRecord(
                  "race",
                  List.of(
                      CaseRecord.fail("long", "", "T1 saw <half>.\n" + "T0, T1\n".repeat(40)),
                      CaseRecord.fail("reuse", "", "T1 saw half.")
                          .withFindings(List.of(REAPPEARED)),
                      CaseRecord.pass("fork", "").withFindings(List.of(LONG_HOLD))))),
          measures(2_486_000_000L, 2_486_000_000L, 31_000_000));

  static final StrategyRecord BROKEN =
      new StrategyRecord(
          "student.MyUnmap",
          "",
          Verdict.BROKEN,
          List.of(
              new StageRecord(
                  "conformance",
                  List.of(
                      CaseRecord.pass("MUN-001", "P1"),
                      CaseRecord.broken(
                          "MUN-020",
                          "",
                          "The strategy called System.exit in conformance/MUN-020 at"
                              + " MyUnmap.java:12.")))),
          new TreeMap<>());

  static final RunRecord RUN = new RunRecord(1, List.of(PASSED, FAILED, BROKEN));

  static final Timeline TIMELINE = timeline();

  static final List<String> REMARKS =
      List.of("MyUnmap.java:12: System.exit ends the JVM that judges.");

  private SampleRun() {}

  private static TreeMap<String, java.util.SortedMap<String, Long>> measures(
      long hold, long total, long wait) {
    Map<String, Long> measures =
        Map.of(
            "exclusive_hold_ns", hold,
            "total_ns", total,
            "fault_elsewhere_wait_ns", wait,
            "exclusive_hold_1gib_ns", hold / 80);
    TreeMap<String, java.util.SortedMap<String, Long>> byStage = new TreeMap<>();
    byStage.put("hold", new TreeMap<>(measures));
    return byStage;
  }

  private static Timeline timeline() {
    Map<String, List<Lane>> lanes = new LinkedHashMap<>();
    lanes.put(
        "detach-v7",
        List.of(
            new Lane("undisturbed", "munmap", Lane.Mode.WRITE, 100, 370),
            new Lane("undisturbed", "munmap", Lane.Mode.DOWNGRADED, 370, 2_494_000_000L)));
    lanes.put(
        "sections-v1",
        List.of(
            new Lane("undisturbed", "munmap", Lane.Mode.WRITE, 100, 2_486_000_000L),
            new Lane("mmap", "munmap", Lane.Mode.WRITE, 100, 250_000_000),
            new Lane("mmap", "mmap", Lane.Mode.WAIT, 240_000_000, 250_000_000)));
    return new Timeline(lanes);
  }
}
