// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;

/**
 * Certificates without a bound rest on each step naming all that it touches. {@link SwapTable}
 * swaps as many as one likes.
 */
class SwapTest {
  /** A million takes a minute of one core with continuations, and ten with threads. */
  private static final long SWAPS =
      FiberChoice.of(FiberKind.AUTO).kind() == FiberKind.CONTINUATION ? 1_000_000 : 40_000;

  @Test
  void neighboursThatDoNotConflictCanBeSwapped() {
    SwapTable table = new SwapTable(20261129, SwapTable.STRATEGIES);
    table.swap(SWAPS);
    assertThat(table.hiding()).isEmpty();
    assertThat(table.swaps()).isGreaterThanOrEqualTo(SWAPS);
  }
}
