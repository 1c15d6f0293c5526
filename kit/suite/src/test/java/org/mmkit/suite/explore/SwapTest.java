// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.FiberChoice;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.program.Program;

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
    SwapTable table = new SwapTable(20261129, SwapTable.STRATEGIES, SwapTable.all());
    table.swap(SWAPS);
    assertThat(table.hiding()).isEmpty();
    assertThat(table.swaps()).isGreaterThanOrEqualTo(SWAPS);
  }

  /** Where a parent and a child drop the last two references to a page, the second frees it. */
  @Test
  void whatConflictsInOneOrderConflictsInTheOther() {
    List<Program> forks =
        SwapTable.gate().stream()
            .filter(program -> Set.of("g05-fork", "s31-child").contains(program.id()))
            .toList();
    SwapTable table = new SwapTable(5, List.of("exclusive"), forks);
    table.swap(15_000);
    assertThat(table.hiding()).isEmpty();
    assertThat(table.conflicts()).isGreaterThan(500);
  }
}
