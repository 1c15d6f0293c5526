// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.mm.MmBatch;
import org.mmkit.mm.MmCost;

class MachineProfileTest {

  private final MachineProfile xeon = MachineProfile.byName("xeon-e5-2680-2018");

  @Test
  void theZapOfAPageIsFittedToTheSeedAndNothingElseIs() {
    assertThat(xeon.figure("ZAP_PTE").value()).isEqualTo(118_500);
    for (String cost : xeon.costs()) {
      Basis expected = cost.equals("ZAP_PTE") ? Basis.FITTED : Basis.ASSUMED;
      assertThat(xeon.figure(cost).basis()).as(cost).isEqualTo(expected);
      assertThat(xeon.figure(cost).note()).as(cost).isNotBlank();
    }
  }

  @Test
  void whatAProfileMayGiveIsWhatTheModelAsksFor() {
    Set<String> asked = new TreeSet<>();
    for (Cost[] layer : new Cost[][] {MachineCost.values(), MmCost.values(), MmBatch.values()}) {
      for (Cost cost : layer) {
        assertThat(asked.add(cost.name())).as(cost.name()).isTrue();
      }
    }
    Set<String> known = new TreeSet<>();
    KnownFigures.all().values().forEach(rule -> known.add(rule.cost()));
    assertThat(known).isEqualTo(asked);
  }

  @Test
  void theSeedsMachineGivesWhatItMustAndHasNothingThatContends() {
    Set<String> required = new TreeSet<>();
    for (KnownFigures.Rule rule : KnownFigures.all().values()) {
      if (rule.required()) {
        required.add(rule.cost());
        assertThat(xeon.figure(rule.cost()).value()).as(rule.key()).isPositive();
      }
    }
    assertThat(xeon.costs()).isEqualTo(required);
  }

  @ParameterizedTest
  @MethodSource("org.mmkit.machine.profile.MachineProfile#names")
  void eachShippedProfileIsReadAndSaysWhereEachFigureComesFrom(String name) {
    MachineProfile profile = MachineProfile.byName(name);
    assertThat(profile.name()).isEqualTo(name);
    for (String cost : profile.costs()) {
      assertThat(profile.figure(cost).note()).as(cost).isNotBlank();
    }
  }

  @Test
  void aCostWithoutAFigureIsFree() {
    MachineProfile free = new MachineProfile("free", new Hardware(1, 1, 250), "fifo", Map.of());
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
    assertThat(xeon.hardware().hz()).isEqualTo(250);
    assertThat(xeon.tickPs()).isEqualTo(4_000_000_000L);
  }

  @Test
  void anUnknownNameIsRefusedWithTheKnownOnes() {
    assertThatThrownBy(() -> MachineProfile.byName("epyc"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "no machine profile \"epyc\"; known are: xeon-e5-2680-2018, 2s-40t-v4.15,"
                + " 4s-192, zen4-2vcpu-6.18");
  }
}
