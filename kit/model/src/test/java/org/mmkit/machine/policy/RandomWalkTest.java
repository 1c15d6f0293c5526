// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.Rig;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Toy;

class RandomWalkTest {

  private static final String GOLDEN =
      "T0x2 T1 T0 T1 T0x3 T2 T0 T2 T0x3 T1 T0x2 T1 T0 T1 T0x2 T1x3 T0x2 T1 T0";

  private static String walk(long seed, long index) {
    Rig rig = new Rig(new RandomWalk(seed, index), MachineOptions.defaults());
    Toy.spawn(rig.machine);
    assertThat(rig.run()).isEqualTo(RunEnd.COMPLETED);
    return rig.machine.schedule().toString();
  }

  @Test
  void aWalkDependsOnSeedAndIndexAlone() {
    assertThat(walk(20180809, 0))
        .as("the same on every JDK")
        .isEqualTo(GOLDEN)
        .isEqualTo(walk(20180809, 0));
  }

  @Test
  void walksOfDifferentIndicesAndSeedsDiffer() {
    Set<String> walks = new HashSet<>();
    for (int index = 0; index < 200; index++) {
      // The first walk of each four: those that stay with a task longer are alike more often.
      walks.add(walk(1, 4 * index));
      walks.add(walk(2, 4 * index));
    }
    assertThat(walks).hasSizeGreaterThan(395);
  }

  @Test
  void eachTaskIsPickedAboutAsOften() {
    int[] picks = new int[4];
    for (int index = 0; index < 400; index++) {
      Rig rig = new Rig(new RandomWalk(5, index), MachineOptions.defaults());
      for (int t = 0; t < 4; t++) {
        rig.task("t" + t, rig::work);
      }
      rig.run();
      picks[rig.machine.schedule().value(0)]++;
    }
    assertThat(Arrays.stream(picks).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(70, 130));
  }

  @Test
  void failuresAreRareAndOtherChoicesAreEven() {
    int failures = 0;
    int reschedules = 0;
    RandomWalk walk = new RandomWalk(9, 9);
    for (int i = 0; i < 8_000; i++) {
      failures += walk.choose(ChoiceKind.ALLOC_FAILS, 2);
      reschedules += walk.choose(ChoiceKind.NEED_RESCHED, 2);
    }
    assertThat(failures).isBetween(850, 1150);
    assertThat(reschedules).isBetween(3800, 4200);
  }

  @Test
  void smallBoundsAreHitEvenly() {
    SplitMix64 random = new SplitMix64(3);
    int[] hits = new int[3];
    for (int i = 0; i < 30_000; i++) {
      hits[random.nextInt(3)]++;
    }
    assertThat(Arrays.stream(hits).boxed())
        .allSatisfy(count -> assertThat(count).isBetween(9_700, 10_300));
  }
}
