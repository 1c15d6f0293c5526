// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.bugs.LockBug;

class DefectsTest {

  @Test
  void oneOfThePathsAndOneOfTheLocksGoTogether() {
    Defects both = Defects.of(List.of("H-04", "C-01"));
    assertThat(both.ids()).containsExactly("C-01", "H-04");
    assertThat(both.lockOptions().semaphores()).isSameAs(LockBug.H_04.semaphores());
  }

  @Test
  void withoutOneOfTheLocksSemaphoresAreTheUsualOnes() {
    assertThat(Defects.of(List.of("C-01")).lockOptions()).isEqualTo(LockOptions.defaults());
  }

  @Test
  void twoOfTheLocksAreRefused() {
    assertThatThrownBy(() -> Defects.of(List.of("H-11", "H-04")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "H-04 and H-11 cannot be switched on together: both change the semaphore"
                + " (mmkit.defect).");
  }
}
