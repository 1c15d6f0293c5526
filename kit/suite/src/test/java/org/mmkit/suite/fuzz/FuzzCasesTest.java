// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FuzzCasesTest {

  @Test
  void programsAreSharedOutWithoutGap() {
    long next = 0;
    for (int number = 1; number <= 3; number++) {
      FuzzCase.Plan plan = FuzzCase.Plan.of(number, 3, 100, 250);
      assertThat(plan.id()).isEqualTo("programs-" + number);
      assertThat(plan.first()).isEqualTo(next);
      assertThat(plan.keeps()).isTrue();
      next += plan.programs();
    }
    assertThat(next).isEqualTo(250);
  }

  @Test
  void oneCaseHasTheNameOfTheStagesOnlyOne() {
    FuzzCase.Plan plan = FuzzCase.Plan.alone(500, false, false);
    assertThat(plan.id()).isEqualTo(FuzzCase.ID);
    assertThat(plan.keeps()).isFalse();
  }
}
