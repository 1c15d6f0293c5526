// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.merged.Merged58;

/** What processes have in common although they share no memory. */
class SharedMachineTest {

  private static final MachineProfile LARGE = MachineProfile.byName("4s-192");
  private static final MachineProfile SMALL = MachineProfile.byName("zen4-2vcpu-6.18");

  private static double processes(int count, Crowd.Loop setUp, Crowd.Loop loop) {
    Crowd crowd = new Crowd(LARGE, "4.18", new Merged58(), count, count, 200, 1_500);
    return crowd.perSecond(setUp, loop);
  }

  @Test
  void processesThatFaultShareTheZonesAndTheLrus() {
    double one = processes(1, Crowd::mapOwn, Crowd::touchNext);
    double many = processes(192, Crowd::mapOwn, Crowd::touchNext);
    assertThat(many / one).isBetween(20.0, 180.0);
  }

  @Test
  void processesThatMapShareTheOvercommitCounter() {
    double one = processes(1, member -> 0, Crowd::mmap1);
    double many = processes(192, member -> 0, Crowd::mmap1);
    assertThat(many / one).isBetween(2.0, 100.0);
  }

  @Test
  void processesDoMuchMoreThanThreads() {
    double many = processes(192, member -> 0, Crowd::mmap1);
    Crowd threads = new Crowd(LARGE, "4.18", new Merged58(), 192, 1, 200, 1_500);
    assertThat(many / threads.perSecond(member -> 0, Crowd::mmap1)).isGreaterThan(30);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 64})
  void moreProcessesThanCpusDoNoMoreThanOneOnEach(int count) {
    double one = onTwoCpus(2);
    double many = onTwoCpus(count);
    assertThat(many / one).isBetween(0.9, 1.0);
  }

  private static double onTwoCpus(int count) {
    Crowd crowd = new Crowd(SMALL, "5.11", new ExclusiveMunmap(), count, count, 5_000, 405_000);
    double all =
        crowd.perSecond(
            member -> 0,
            member -> {
              member.think(20_000);
              return Crowd.mmap1(member);
            });
    for (int task = 0; task < count; task++) {
      assertThat(crowd.count(task)).as("task %d", task).isPositive();
    }
    return all;
  }
}
