// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CpuSetTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 63, 64, 65, 128, 129, 192})
  void holdsWhatASetHolds(int cpus) {
    Random random = new Random(cpus);
    CpuSet set = new CpuSet();
    TreeSet<Integer> expected = new TreeSet<>();
    for (int i = 0; i < 2_000; i++) {
      int cpu = random.nextInt(cpus);
      if (random.nextBoolean()) {
        set.add(cpu);
        expected.add(cpu);
      } else {
        set.remove(cpu);
        expected.remove(cpu);
      }
      assertThat(set.contains(cpu)).isEqualTo(expected.contains(cpu));
      assertThat(members(set)).containsExactlyElementsOf(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 63, 64, 127, 128, 500})
  void anEmptySetHasNoMember(int cpu) {
    CpuSet set = new CpuSet();
    set.remove(cpu);
    assertThat(set.contains(cpu)).isFalse();
    assertThat(set.next(cpu)).isEqualTo(-1);
  }

  private static List<Integer> members(CpuSet set) {
    List<Integer> members = new ArrayList<>();
    for (int cpu = set.next(0); cpu >= 0; cpu = set.next(cpu + 1)) {
      members.add(cpu);
    }
    return members;
  }
}
