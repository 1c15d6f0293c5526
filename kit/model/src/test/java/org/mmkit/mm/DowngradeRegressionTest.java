// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged58;

/**
 * Threads that map and unmap untouched memory. With the downgrade they were slower at first: a
 * writer cannot spin behind a reader, and has to be woken. Later policies took that away.
 */
class DowngradeRegressionTest {

  private static final MachineProfile MACHINE = MachineProfile.byName("2s-40t-v4.15");

  private static double mmap1(UnmapStrategy strategy, String policy, int threads) {
    Crowd crowd = new Crowd(MACHINE, policy, strategy, threads, 1);
    return crowd.perSecond(member -> 0, Crowd::mmap1);
  }

  private static double ratio(String policy, int threads) {
    return mmap1(new Merged58(), policy, threads) / mmap1(new ExclusiveMunmap(), policy, threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 32})
  void theDowngradeCostsAThirdToTwoThirdsOfTheThroughputIn418(int threads) {
    assertThat(ratio("4.18", threads)).isBetween(0.35, 0.7);
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 32})
  void itCostsLittleSinceWritersSpinBehindReaders(int threads) {
    assertThat(ratio("5.2", threads)).isGreaterThan(0.85);
    assertThat(ratio("5.11", threads)).isGreaterThan(0.85);
  }
}
