// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.MmCost;
import org.mmkit.suite.load.Mode;

class CalibrationTest {
  private static final MachineProfile BASE = MachineProfile.byName("zen4-2vcpu-6.18");
  private static final List<String> LOADS =
      List.of(
          "mmap1",
          "mmap2",
          "brk1",
          "malloc1",
          "page_fault1",
          "page_fault3",
          "munmap-4k",
          "munmap-1m",
          "munmap-64m");

  private final Trials trials = Trials.with("gather-6.12");

  /** What a machine of a profile would measure. */
  private List<Observed> measured(MachineProfile machine, double factor) {
    List<Observed> observed = new ArrayList<>();
    for (String load : LOADS) {
      Observed asked = new Observed(load, Mode.THREADS, 1, 1);
      double value = trials.value(asked, machine) * factor;
      observed.add(new Observed(load, Mode.THREADS, 1, value));
    }
    return observed;
  }

  @Test
  void findsTheFiguresOfAMachineThatItDoesNotKnow() {
    MachineProfile other = Figures.with(BASE, MmCost.ZAP_PTE, 80, "other");
    other = Figures.with(other, MmCost.FAULT, 700, "other");
    other = Figures.with(other, MmCost.MAP, 900, "other");
    Calibration fit = Calibration.of(BASE, trials, measured(other, 1));
    assertThat(Figures.ns(fit.fitted(), MmCost.ZAP_PTE)).isCloseTo(80, within(8.0));
    assertThat(Figures.ns(fit.fitted(), MmCost.FAULT)).isCloseTo(700, within(70.0));
    assertThat(fit.medianError(true)).isLessThan(0.03);
    assertThat(fit.refusal()).isEmpty();
    assertThat(fit.fitted().figure("ZAP_PTE").basis()).isEqualTo(Basis.FITTED);
    assertThat(fit.figures())
        .anyMatch(line -> line.startsWith("fault_ns ") && line.contains("page_fault1"));
  }

  @Test
  void whatComesOutIsAProfileThatCanBeReadAgain() {
    Calibration fit = Calibration.of(BASE, trials, measured(BASE, 1));
    String text = fit.fitted().text();
    assertThat(MachineProfile.read("again.profile", text).text()).isEqualTo(text);
  }

  @Test
  void refusesWhatNoFiguresCanExplain() {
    List<Observed> impossible = new ArrayList<>();
    for (Observed one : measured(BASE, 1)) {
      impossible.add(new Observed(one.load(), one.mode(), 1, one.value() * 3));
      impossible.add(new Observed(one.load(), one.mode(), 1, one.value() / 3));
    }
    Calibration fit = Calibration.of(BASE, trials, impossible);
    assertThat(fit.refusal().orElseThrow()).startsWith("The median error is ");
  }

  @Test
  void refusesMoreFiguresThanThereAreLoads() {
    List<Observed> few =
        measured(BASE, 1).stream()
            .filter(one -> List.of("mmap1", "malloc1").contains(one.load()))
            .toList();
    Calibration fit = Calibration.of(BASE, trials, few);
    assertThat(fit.medianError(true)).isLessThan(0.03);
    assertThat(fit.refusal().orElseThrow())
        .contains("hang on 2 loads with one task (malloc1, mmap1)")
        .contains("Measure at least ");
  }
}
