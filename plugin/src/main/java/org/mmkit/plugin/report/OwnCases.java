// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.StrategyRecord;

/**
 * The cases of the user's own files. One that nobody judged is told with its place and the reason:
 * somebody wrote it to know something, and a pass says nothing of it.
 */
public final class OwnCases {
  /** No files. */
  public static final OwnCases NONE = new OwnCases(List.of());

  private static final int SHOWN_MAX = 20;

  private final List<CaseFile> files;
  private @Nullable Map<String, Program> byId;

  /**
   * @param files that were read when the run began
   */
  public OwnCases(List<CaseFile> files) {
    this.files = List.copyOf(files);
  }

  private List<CaseRecord> notJudged(StrategyRecord strategy) {
    List<CaseRecord> skipped =
        strategy.stages().stream()
            .flatMap(stage -> stage.cases().stream())
            .filter(one -> one.status() == CaseStatus.SKIP)
            .toList();
    return files.isEmpty() || skipped.isEmpty()
        ? List.of()
        : skipped.stream().filter(one -> programs().containsKey(one.id())).toList();
  }

  private Map<String, Program> programs() {
    Map<String, Program> known = byId;
    if (known == null) {
      known = new LinkedHashMap<>();
      for (Program program : CaseFile.programs(files)) {
        known.put(program.id(), program);
      }
      byId = known;
    }
    return known;
  }

  /** What belongs behind a verdict: that some were not judged; else empty. */
  String behindVerdict(StrategyRecord strategy) {
    int count = notJudged(strategy).size();
    return count == 0
        ? ""
        : ", but " + count + (count == 1 ? " case" : " cases") + " of your own not judged";
  }

  /** A line for each case that was not judged, some of them at most. */
  public List<String> lines(RunRecord run) {
    List<String> lines = new ArrayList<>();
    for (StrategyRecord strategy : run.strategies()) {
      List<CaseRecord> all = notJudged(strategy);
      all.stream().limit(SHOWN_MAX).forEach(one -> lines.add(line(strategy, one)));
      if (all.size() > SHOWN_MAX) {
        lines.add("mmkit: " + (all.size() - SHOWN_MAX) + " more cases were not judged (run.json)");
      }
    }
    return lines;
  }

  private String line(StrategyRecord strategy, CaseRecord one) {
    Program program = Objects.requireNonNull(programs().get(one.id()));
    String place = program.file() + ":" + program.line() + ": " + one.id();
    String more = one.details().lines().findFirst().orElse("");
    boolean placed = more.startsWith(program.file() + ":");
    String why = one.headline() + (placed ? " " + more : "");
    return "mmkit: " + place + " was not judged with " + strategy.id() + ": " + why;
  }
}
