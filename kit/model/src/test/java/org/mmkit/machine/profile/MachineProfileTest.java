// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineProfileTest {

  private final MachineProfile xeon = MachineProfile.byName("xeon-e5-2680-2018");

  @Test
  void theZapOfAPageIsFittedToTheSeedAndNothingElseIs() {
    assertThat(xeon.figure(Cost.ZAP_PTE).picoseconds()).isEqualTo(118_500);
    for (Cost cost : Cost.values()) {
      if (cost == Cost.NOTHING) {
        assertThat(xeon.figure(cost)).isNull();
        assertThat(xeon.picoseconds(cost)).isZero();
      } else {
        Basis expected = cost == Cost.ZAP_PTE ? Basis.FITTED : Basis.ASSUMED;
        assertThat(xeon.figure(cost).basis()).as(cost.name()).isEqualTo(expected);
        assertThat(xeon.figure(cost).note()).as(cost.name()).isNotBlank();
        assertThat(xeon.picoseconds(cost)).as(cost.name()).isPositive();
      }
    }
  }

  @Test
  void eightyGibibytesOfPagesTakeTheTwoAndAHalfSecondsOfTheSeed() {
    long seedPs = 2_485_684_000_000L;
    assertThat(20_971_520L * xeon.picoseconds(Cost.ZAP_PTE))
        .isBetween(seedPs - 1_000_000_000, seedPs);
  }

  @Test
  void aMinorFaultAndAnUncontendedPairOfLockOperationsAddUpToTheTablesFigures() {
    assertThat(xeon.picoseconds(Cost.FAULT) + xeon.picoseconds(Cost.CLEAR_PAGE))
        .isEqualTo(1_000_000);
    assertThat(xeon.picoseconds(Cost.RWSEM_ACQUIRE) + xeon.picoseconds(Cost.RWSEM_RELEASE))
        .isEqualTo(40_000);
  }

  @Test
  void aTickLastsFourMilliseconds() {
    assertThat(xeon.hz()).isEqualTo(250);
    assertThat(xeon.tickPs()).isEqualTo(4_000_000_000L);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThat(MachineProfile.names()).containsExactly("xeon-e5-2680-2018");
    assertThatThrownBy(() -> MachineProfile.byName("epyc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no machine profile \"epyc\"; known are: xeon-e5-2680-2018");
  }

  @Test
  void aMachineWithoutCpusIsRefused() {
    assertThatThrownBy(() -> new MachineProfile("bad", 0, 250, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("bad: cpus 0 and hz 250 must be positive");
  }
}
