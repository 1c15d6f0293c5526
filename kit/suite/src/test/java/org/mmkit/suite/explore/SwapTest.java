// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Program;

/**
 * Certificates without a bound rest on each step naming all that it touches. {@link SwapTable}
 * swaps as many as one likes.
 */
class SwapTest {
  private static final long SWAPS = 40_000;

  @Test
  void whatIsHiddenIsInScenariosOfTheGate() {
    assertThat(SwapTable.gate()).extracting(Program::id).containsAll(NamedSteps.HIDING);
  }

  @Test
  void neighboursThatDoNotConflictCanBeSwappedWhereNothingIsHidden() {
    SwapTable table = new SwapTable(20180809, SwapTable.STRATEGIES);
    table.swap(SWAPS);
    assertThat(NamedSteps.HIDING).containsAll(table.hiding());
    assertThat(table.swaps()).isGreaterThanOrEqualTo(SWAPS);
  }
}
