// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.StageRun;

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

  /** What a mistake changes is right itself, in the cases that convict the mistakes. */
  @Test
  void whoIsRightInAnotherWayIsAcquitted() throws IOException {
    for (Submission right : Submission.in("right")) {
      assertThat(convicted(right)).as(right.toString()).isEmpty();
    }
    String all =
        String.join(",", Submission.in("wrong").stream().map(Submission::caseName).toList());
    for (Submission base : Submission.in("base")) {
      assertThat(convicted(base, all)).as(base.toString()).isEmpty();
    }
  }

  /** The run that proves it has a replacement in which that one step is put right. */
  @Test
  void whatAReplacementForgetsIsProved() throws IOException {
    for (Submission wrong : Submission.in("wrong")) {
      if (wrong.type().equals("wrong.ReplacementUntold")) {
        StageRun run =
            StageRun.of(
                "explore", StageRun.request(wrong.subject(), 1000, wrong.caseName(), List.of()));
        assertThat(run.findings())
            .extracting(finding -> finding.place().proved())
            .containsExactly(Optional.of("no-prep"));
        return;
      }
    }
    throw new AssertionError("that mistake is not there");
  }

  private static String convicted(Submission submission) {
    return convicted(submission, submission.caseName());
  }

  private static String convicted(Submission submission, String cases) {
    return Trial.of(submission.subject(), new CaseGlob(cases), Set.of(), () -> {}).convicted();
  }
}
