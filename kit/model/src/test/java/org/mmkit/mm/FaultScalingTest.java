// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.unmap.merged.Merged58;

/** Threads that only fault, as pft of the range-lock series did on Linux v4.15-rc8. */
class FaultScalingTest {

  private static final MachineProfile MACHINE = MachineProfile.byName("2s-40t-v4.15");

  private static double faults(int threads) {
    Crowd crowd = new Crowd(MACHINE, "fifo", new Merged58(), threads, 1);
    return crowd.perSecond(Crowd::mapOwn, Crowd::touchNext);
  }

  @ParameterizedTest
  @CsvSource({"1, 628011", "4, 2475859", "12, 3517751", "40, 3362504"})
  void asManyFaultsASecondAsWerePublished(int threads, double published) {
    double ours = faults(threads);
    assertThat(ours).isCloseTo(published, within(published / 10));
  }

  @Test
  void moreThreadsDoMoreUpToTheKneeAndNoMoreAfterIt() {
    double before = 0;
    for (int threads = 1; threads <= 5; threads++) {
      double now = faults(threads);
      assertThat(now).as("%d threads", threads).isGreaterThan(before);
      before = now;
    }
    double knee = faults(8);
    for (int threads : new int[] {12, 20, 32, 40}) {
      assertThat(faults(threads)).as("%d threads", threads).isLessThanOrEqualTo(knee * 1.01);
    }
  }
}
