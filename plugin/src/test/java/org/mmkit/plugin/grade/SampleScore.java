// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.FindingRecord;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** A run with something of everything that a rubric can ask for, and text that lies. */
final class SampleScore {
  /** What a student would like a terminal, a log, a page and a spreadsheet to read. */
  static final String LIES =
      "\u001b[2K\r::error::x\n::set-output name=a::b\n##[add-mask]1 \u202e<script>alert(1)</script>"
          + " ]]> \"}],\"score\":100, =cmd|'/C calc'!A0 | `*_[a](b) # SKIP ok 1 \ud800 \uffff {0}"
          + " [INFO] BUILD SUCCESS";

  static final List<String> RUBRIC =
      List.of(
          "# A rung of the course.",
          "title Rung 6: detach, then downgrade",
          "part sequential 40",
          "  cases conformance/MUN-*",
          "part races 20",
          "  cases race/*",
          "  all",
          "part rules 5",
          "  rules L4, MM0801",
          "part hold 10",
          "  measure hold.exclusive_hold_ns full 20us none 2s",
          "  needs sequential",
          "part quick 5 bonus",
          "  measure hold.total_ns full 2s none 4s",
          "part secret 5 hidden-until-published",
          "  cases race/secret",
          "regression 20%",
          "  stage conformance",
          "late 10% a day, at most 50%");

  static final FindingRecord REAPPEARED =
      new FindingRecord(
          new FindingRecord.RuleRecord("MM0304", FindingClass.SAFETY, "L4", "a mapping reappeared"),
          "T1 saw " + LIES,
          new FindingRecord.Place(
              Optional.of("T1"), OptionalInt.of(2), Optional.of("MyUnmap.java:46")),
          "race/reuse",
          "mvn mmkit:replay -Dmmkit.sched=x.sched",
          Optional.empty(),
          Optional.empty(),
          new TreeSet<>());

  static final FindingRecord HIDDEN =
      new FindingRecord(
          new FindingRecord.RuleRecord("MM0401", FindingClass.SAFETY, "T1", "a stale entry"),
          "the secret case",
          FindingRecord.Place.UNKNOWN,
          "race/secret",
          "mvn x",
          Optional.empty(),
          Optional.empty(),
          new TreeSet<>());

  static final List<StageRecord> STAGES =
      List.of(
          new StageRecord(
              "conformance",
              List.of(
                  CaseRecord.pass("MUN-001", "P1"),
                  CaseRecord.pass("MUN-002", "P1"),
                  CaseRecord.fail("MUN-020", "P1", LIES),
                  CaseRecord.skip("MUN-030", "P2", "not modelled: huge pages"),
                  CaseRecord.pass("MAP-001", "P1"))),
          new StageRecord(
              "race",
              List.of(
                  CaseRecord.fail("reuse", "race", "T1 saw half.")
                      .withFindings(List.of(REAPPEARED)),
                  CaseRecord.fail("secret", "race", "no").withFindings(List.of(HIDDEN)),
                  CaseRecord.pass("fork", "race"))),
          new StageRecord("hold", List.of(CaseRecord.pass("undisturbed", ""))));

  private SampleScore() {}

  static Rubric rubric() {
    return RubricParser.parse("rubric.txt", RUBRIC, Set.of());
  }

  static RunRecord run() {
    return run(Verdict.FAIL, STAGES);
  }

  static RunRecord run(Verdict verdict, List<StageRecord> stages) {
    TreeMap<String, SortedMap<String, Long>> measures = new TreeMap<>();
    TreeMap<String, Long> hold = new TreeMap<>();
    hold.put("exclusive_hold_ns", 20_000L);
    hold.put("total_ns", 2_500_000_000L);
    measures.put("hold", hold);
    return new RunRecord(
        1, List.of(new StrategyRecord("my-unmap\n" + LIES, "", verdict, stages, measures)));
  }

  /** The same with many cases that fail. */
  static RunRecord longRun(int cases) {
    List<CaseRecord> many = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      many.add(CaseRecord.fail("MUN-" + i, "P1", LIES.repeat(20)));
    }
    return run(
        Verdict.FAIL, List.of(new StageRecord("conformance", many), STAGES.get(1), STAGES.get(2)));
  }

  static Score score() {
    return Scoring.score(rubric(), run(), 2);
  }
}
