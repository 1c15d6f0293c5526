// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.policy.SplitMix64;

class ScheduleTest {

  @Test
  void repeatedDecisionsAreCounted() {
    Schedule schedule = new Schedule();
    for (int i = 0; i < 12; i++) {
      schedule.addPick(0);
    }
    schedule.addPick(1);
    schedule.addChoice(1);
    schedule.addChoice(1);
    schedule.addChoice(0);
    schedule.addPick(0);
    assertThat(schedule).hasToString("T0x12 T1 c1x2 c0 T0");
  }

  @Test
  void theTextReadsBackAsTheSameSchedule() {
    for (long seed = 0; seed < 300; seed++) {
      SplitMix64 random = new SplitMix64(seed);
      Schedule schedule = new Schedule();
      int size = random.nextInt(400);
      for (int i = 0; i < size; i++) {
        if (random.nextInt(4) == 0) {
          schedule.addChoice(random.nextInt(3));
        } else {
          schedule.addPick(random.nextInt(2) * random.nextInt(1000));
        }
      }
      Schedule read = Schedule.parse(schedule.toString());
      assertThat(read).as("seed " + seed).isEqualTo(schedule).hasSameHashCodeAs(schedule);
      assertThat(read.size()).isEqualTo(size);
    }
  }

  @Test
  void blanksAndLinesMayBeAnywhereBetweenDecisions() {
    assertThat(Schedule.parse(" T0\tT1x2\r\n c0 \n")).hasToString("T0 T1x2 c0");
    assertThat(Schedule.parse("").size()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "T0 X1| column 4: expected T and a task's id, or c and an option, found 'X'",
        "T| column 2: expected a number, found the end of the text",
        "T0x| column 4: expected how many times, found the end of the text",
        "T0x0| column 5: expected 1 to 50000000 decisions before this point, found the end of the"
            + " text",
        "T0T1| column 3: expected a blank between two decisions, found 'T'",
        "c-1| column 2: expected a number, found '-'",
        "T1234567890| column 2: expected a number of at most 9 digits, found '1'",
        "T0x999999999| column 13: expected 1 to 50000000 decisions before this point, found the end"
            + " of the text"
      })
  void aMalformedTextIsRefusedWithItsColumn(String text, String message) {
    assertThatThrownBy(() -> Schedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("schedule, " + message);
  }

  @Test
  void aDecisionThatIsNotThereIsRefused() {
    assertThatThrownBy(() -> new Schedule().value(0))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("decision 0 of a schedule of 0");
  }
}
