// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.MmCost;

class MachineProfileTest {

  private final MachineProfile xeon = MachineProfile.byName("xeon-e5-2680-2018");

  @Test
  void theZapOfAPageIsFittedToTheSeedAndNothingElseIs() {
    assertThat(xeon.figure("ZAP_PTE").picoseconds()).isEqualTo(118_500);
    for (String cost : xeon.costs()) {
      Basis expected = cost.equals("ZAP_PTE") ? Basis.FITTED : Basis.ASSUMED;
      assertThat(xeon.figure(cost).basis()).as(cost).isEqualTo(expected);
      assertThat(xeon.figure(cost).note()).as(cost).isNotBlank();
    }
  }

  @Test
  void thereIsAFigureForEachKindOfWorkAndForNothingElse() {
    Set<String> names = new TreeSet<>();
    for (Cost[] layer : new Cost[][] {MachineCost.values(), MmCost.values()}) {
      for (Cost cost : layer) {
        assertThat(names.add(cost.name())).as(cost.name()).isTrue();
        assertThat(xeon.picoseconds(cost)).as(cost.name()).isPositive();
        assertThat(xeon.picoseconds(cost)).isEqualTo(xeon.figure(cost.name()).picoseconds());
      }
    }
    assertThat(xeon.costs()).isEqualTo(names);
  }

  @Test
  void aCostWithoutAFigureIsFree() {
    MachineProfile free = new MachineProfile("free", 1, 250, Map.of());
    assertThat(free.figure("ZAP_PTE")).isNull();
    assertThat(free.picoseconds(MmCost.ZAP_PTE)).isZero();
  }

  @Test
  void eightyGibibytesOfPagesTakeTheTwoAndAHalfSecondsOfTheSeed() {
    long seedPs = 2_485_684_000_000L;
    assertThat(20_971_520L * xeon.picoseconds(MmCost.ZAP_PTE))
        .isBetween(seedPs - 1_000_000_000, seedPs);
  }

  @Test
  void aMinorFaultAndAnUncontendedPairOfLockOperationsAddUpToTheTablesFigures() {
    assertThat(xeon.picoseconds(MmCost.FAULT) + xeon.picoseconds(MmCost.CLEAR_PAGE))
        .isEqualTo(1_000_000);
    assertThat(
            xeon.picoseconds(MachineCost.RWSEM_ACQUIRE)
                + xeon.picoseconds(MachineCost.RWSEM_RELEASE))
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
