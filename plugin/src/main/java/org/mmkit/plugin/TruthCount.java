// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.truth.TruthStage;

/**
 * What became of the programs that were compared: cases, and random programs, of which a case of
 * the stage holds many.
 *
 * @param agree cases in which all witnesses agree
 * @param differ cases in which they do not
 * @param skipped cases that could not be compared
 * @param compared random programs that were compared
 * @param differing random programs in which the witnesses differ
 * @param left random programs that were skipped
 */
record TruthCount(long agree, long differ, long skipped, long compared, long differing, long left) {
  private static final Set<String> NO_PROGRAM = Set.of(TruthStage.KERNEL, TruthStage.POOL);
  private static final Pattern RANDOM = Pattern.compile("random-[0-9]+-[0-9]+");

  /**
   * Adds up what the stage told.
   *
   * @param measures of the stage
   */
  static TruthCount of(List<CaseRecord> all, Map<String, Long> measures) {
    List<CaseRecord> cases = all.stream().filter(one -> isProgram(one.id())).toList();
    return new TruthCount(
        with(cases, CaseStatus.PASS),
        with(cases, CaseStatus.FAIL),
        with(cases, CaseStatus.SKIP),
        measures.getOrDefault(TruthStage.COMPARED, 0L),
        measures.getOrDefault(TruthStage.DIFFERING, 0L),
        measures.getOrDefault(TruthStage.SKIPPED, 0L));
  }

  private static boolean isProgram(String id) {
    return !RANDOM.matcher(id).matches() && !NO_PROGRAM.contains(id);
  }

  private static long with(List<CaseRecord> cases, CaseStatus status) {
    return cases.stream().filter(one -> one.status() == status).count();
  }

  /** Whether there were random programs. */
  boolean random() {
    return compared + left > 0;
  }

  /** Whether there was neither a case nor a random program. */
  boolean isNothing() {
    return agree + differ + skipped == 0 && !random();
  }

  /** All of it in a line. */
  String text() {
    String ofCases =
        agree
            + " of "
            + (agree + differ + skipped)
            + " cases agree, "
            + differ
            + " differ, "
            + skipped
            + " could not be compared";
    return random()
        ? ofCases
            + "; "
            + (compared - differing)
            + " of "
            + (compared + left)
            + " random programs agree, "
            + differing
            + " differ, "
            + left
            + " could not be compared"
        : ofCases;
  }
}
