// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;

/** Tables that keep a window of their entries are as good as tables that keep all 512. */
class TableWindowTest {
  private static final int ENTRIES = 512;

  @RepeatedTest(50)
  void aTableOfAWindowHoldsWhatWasStored(RepetitionInfo run) {
    Random random = new Random(run.getCurrentRepetition());
    PteTable table = new PteTable(machine(), 0, 0);
    UpperTable upper = new UpperTable(1, 0);
    long[] entries = new long[ENTRIES];
    int around = random.nextInt(ENTRIES);
    int spread = 1 + random.nextInt(ENTRIES);
    for (int store = 0; store < 100; store++) {
      int index = (around + random.nextInt(spread)) % ENTRIES;
      long value = random.nextInt(3);
      entries[index] = value;
      table.put(index, value);
      upper.setChild(((long) index) << UpperTable.shift(1), value == 0 ? null : "child " + value);
    }
    int used = 0;
    for (int index = 0; index < ENTRIES; index++) {
      assertThat(table.get(index)).isEqualTo(entries[index]);
      Object child = entries[index] == 0 ? null : "child " + entries[index];
      assertThat(upper.child(((long) index) << UpperTable.shift(1))).isEqualTo(child);
      used += entries[index] == 0 ? 0 : 1;
      boolean inWindow = index >= table.windowStart() && index < table.windowEnd();
      assertThat(inWindow || entries[index] == 0).as("entry %s is in the window", index).isTrue();
    }
    assertThat(table.used()).isEqualTo(used);
    assertThat(upper.isEmpty()).isEqualTo(used == 0);
  }

  @Test
  void aWindowIsAsSmallAsItsEntriesAllow() {
    assertThat(TableWindow.size(0, 0, 511)).isEqualTo(4);
    assertThat(TableWindow.size(508, 4, 510)).isEqualTo(4);
    assertThat(TableWindow.size(4, 4, 8)).isEqualTo(16);
    assertThat(TableWindow.size(0, 16, 63)).isEqualTo(64);
    assertThat(TableWindow.size(60, 4, 64)).isEqualTo(512);
    assertThat(TableWindow.size(0, 4, 511)).isEqualTo(512);
  }

  private static Machine machine() {
    MachineProfile profile = MachineProfile.byName("xeon-e5-2680-2018");
    return new Machine(profile, new RandomWalk(1, 1), MachineOptions.defaults());
  }
}
