// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.bugs.LockBug;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Tlbs;

class DefectsTest {
  @Test
  void bugsOfDifferentPartsCanBeSwitchedOnTogether() {
    Parts parts = Defects.of(List.of("D-07", "C-01")).parts();
    assertThat(parts.maker(Tlbs.PART)).isNotSameAs(Parts.standard().maker(Tlbs.PART));
    assertThat(parts.maker(MmuGather.PART)).isNotSameAs(Parts.standard().maker(MmuGather.PART));
  }

  @Test
  void twoBugsOfOnePartAreRefusedByName() {
    assertThatThrownBy(() -> Defects.of(List.of("C-02", "H-04", "C-01")))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "C-01 and C-02 cannot be switched on together: both change mmu_gather (mmkit.defect).");
  }

  @Test
  void oneBugTwiceIsOne() {
    assertThat(Defects.of(List.of("C-01", "C-01"))).isEqualTo(Defects.of(List.of("C-01")));
  }

  @Test
  void anUnknownOneIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> Defects.of(List.of("NONSENSE")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith(
            "There is no defect \"NONSENSE\" that can be switched on (mmkit.defect); there are ")
        .hasMessageContaining(" C-01, C-02, ");
  }

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
