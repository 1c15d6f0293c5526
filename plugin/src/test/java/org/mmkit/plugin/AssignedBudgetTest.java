// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.DefaultMavenExecutionResult;
import org.apache.maven.execution.MavenSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;

/** A rung's POM has a budget, and a student runs all goals beside it. */
class AssignedBudgetTest {
  private static final JudgeRequest.Search THREE_HUNDRED =
      new JudgeRequest.Search(7, OptionalInt.of(300), true);

  private final VerifyMojo mojo = new VerifyMojo(null);
  private Properties user;

  @BeforeEach
  @SuppressWarnings("deprecation") // nobody else makes a session without a container
  void asMavenDoes() {
    DefaultMavenExecutionRequest request = new DefaultMavenExecutionRequest();
    user = request.getUserProperties();
    mojo.session = new MavenSession(null, null, request, new DefaultMavenExecutionResult());
  }

  private JudgeRequest.Search of(String... stages) {
    return AssignedBudget.fitting(THREE_HUNDRED, List.of(stages), mojo);
  }

  @Test
  void itIsForStagesThatSearch() {
    assertThat(of("conformance", "race")).isEqualTo(THREE_HUNDRED);
    assertThat(of("explore")).isEqualTo(THREE_HUNDRED);
  }

  @Test
  void theOthersRunWithoutIt() {
    JudgeRequest.Search without = new JudgeRequest.Search(7, OptionalInt.empty(), true);
    for (String stage : List.of("conformance", "hold", "replay", "quiz", "attack")) {
      assertThat(of(stage)).as(stage).isEqualTo(without);
    }
  }

  /** So that it is refused there. */
  @Test
  void whoGivesItHimselfIsNotOverruled() {
    user.setProperty("mmkit.budget", "300");
    assertThat(of("replay")).isEqualTo(THREE_HUNDRED);
  }
}
