// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Subject;

/**
 * Mistakes that people wrote to try the judge, each with the case that convicts it, and what is
 * right and was accused.
 */
class ByHandTest {

  @Test
  void mistakesAreConvicted() throws IOException {
    List<String> other = new ArrayList<>();
    for (Submission wrong : Submission.in("wrong")) {
      if (!convicted(wrong).equals(wrong.caseName())) {
        other.add(wrong.type() + " passes " + wrong.caseName());
      }
    }
    assertThat(other).isEmpty();
  }

  /** What mistakes change is right itself, in the cases that convict them. */
  @Test
  void whoIsRightInAnotherWayIsAcquitted() throws IOException {
    for (Submission right : Submission.in("right")) {
      assertThat(convicted(right)).as(right.toString()).isEmpty();
    }
    List<Submission> wrong = Submission.in("wrong");
    for (Submission base : Submission.in("base")) {
      List<String> cases =
          wrong.stream()
              .filter(one -> base.type().equals("base." + one.base()))
              .map(Submission::caseName)
              .toList();
      assertThat(cases).isNotEmpty();
      assertThat(convicted(base, String.join(",", cases))).as(base.toString()).isEmpty();
    }
  }

  /** In a replacement too: the run that proves it has one in which that step is put right. */
  @Test
  void theStepThatIsWrongIsNamed() throws IOException {
    Map<String, String> steps =
        Map.ofEntries(
            Map.entry("wrong.BrkSwallows", "lookup-lost"),
            Map.entry("wrong.CeilingOfNext", "tables-part"),
            Map.entry("wrong.ClearUnheeded", "detach-lost"),
            Map.entry("wrong.FieldStay", "shared-field"),
            Map.entry("wrong.FixedSaysFine", "gather-lost"),
            Map.entry("wrong.FloorInStatic", "shared-field"),
            Map.entry("wrong.HeldWhereItFails", "ends-held"),
            Map.entry("wrong.IndexModulo64", "stored-over"),
            Map.entry("wrong.LastPageStays", "zap-part"),
            Map.entry("wrong.NeverSplits", "no-split"),
            Map.entry("wrong.RemovedLater", "removed-later"),
            Map.entry("wrong.RemovedLaterIfContended", "removed-later"),
            Map.entry("wrong.ReplacementSaysFine", "gather-part"),
            Map.entry("wrong.ReplacementUnmarked", "unmarked"),
            Map.entry("wrong.ReplacementUntold", "no-prep"),
            Map.entry("wrong.SaysDowngraded", "says-downgraded"),
            Map.entry("wrong.StackGrowsUnderRead", "stack-growth"),
            Map.entry("wrong.StoreUnheeded", "store-lost"),
            Map.entry("wrong.TailZappedFirst", "zap-before-prep"),
            Map.entry("wrong.ToldOfFirst", "prep-part"),
            Map.entry("wrong.ToldTwice", "event-twice"),
            Map.entry("wrong.WholeTables", "tables-part"),
            Map.entry("wrong.ZapBeforePrepIfMany", "zap-before-prep"));
    Map<String, String> named = new TreeMap<>();
    for (Submission wrong : Submission.in("wrong")) {
      if (steps.containsKey(wrong.type())) {
        DiagnosisRow row =
            DiagnosisTable.row(wrong.type(), wrong.subject(), List.of(), wrong.caseName());
        named.put(wrong.type(), row.proof().equals("proved") ? row.diagnosis() : row.proof());
      }
    }
    assertThat(named).isEqualTo(steps);
  }

  /**
   * The strategies of a kernel engineer's example, of which its own scenarios convict the wrong.
   */
  @Test
  void aFaultWithoutALockIsJudgedByTheDefaultScenariosToo() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    Path root = Path.of("../../examples/range-lock/src/main/java");
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String path = root.relativize(file).toString();
        sources.put(path.replace(".java", "").replace('/', '.'), Files.readString(file));
      }
    }
    CaseGlob cases = new CaseGlob("explore/s87-*");
    Subject right = Compiled.subject("student.SpeculativeMunmap", sources).orElseThrow();
    Subject wrong = Compiled.subject("student.wrong.BeginsBesideAWriter", sources).orElseThrow();
    assertThat(convicted(right, cases)).isEmpty();
    assertThat(convicted(wrong, cases)).isEqualTo("explore/s87-protect");
    Subject uncounted = Compiled.subject("student.wrong.CountsAtTheEnd", sources).orElseThrow();
    CaseGlob moved = new CaseGlob("explore/s89-move");
    assertThat(convicted(right, moved)).isEmpty();
    assertThat(convicted(uncounted, moved)).isEqualTo("explore/s89-move");
  }

  private static String convicted(Submission submission) {
    return convicted(submission, submission.caseName());
  }

  private static String convicted(Submission submission, String cases) {
    return convicted(submission.subject(), new CaseGlob(cases));
  }

  private static String convicted(Subject subject, CaseGlob cases) {
    return Trial.of(subject, cases, Set.of(), () -> {}).convicted();
  }
}
