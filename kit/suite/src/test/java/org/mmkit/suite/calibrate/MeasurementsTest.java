// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.load.Mode;

class MeasurementsTest {

  private static Measurements read(String name, String text) {
    return Measurements.read(List.of(new CaseFile(name, text)));
  }

  @Test
  void readsWhatTheProgramPrints() {
    Measurements read =
        read("m.txt", "cpus 8\nskipped munmap-8g: no memory\n\nmmap1 threads 2 181916\n");
    assertThat(read.all()).containsExactly(new Observed("mmap1", Mode.THREADS, 2, 181916));
    assertThat(read.skipped()).containsExactly("munmap-8g: no memory");
    MachineProfile mine = read.on(MachineProfile.byName("zen4-2vcpu-6.18"), "mine");
    assertThat(mine.name()).isEqualTo("mine");
    assertThat(mine.cpus()).isEqualTo(8);
  }

  @Test
  void readsATableOfWillItScale() {
    String table =
        "tasks,processes,processes_idle,threads,threads_idle,linear\n"
            + "0,0,100,0,100,0\n1,266666,50.00,269803,50.00,269803\n";
    assertThat(read("mmap1.csv", table).all())
        .containsExactly(
            new Observed("mmap1", Mode.PROCESSES, 1, 266666),
            new Observed("mmap1", Mode.THREADS, 1, 269803));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "mmap1 threads 1~expected \"load mode tasks value\".",
        "mmap1 fibers 1 5~\"fibers\" is neither threads nor processes.",
        "mmap9 threads 1 5~no load \"mmap9\"; known are: brk1, brk2, malloc1,",
        "mmap1 threads 0 5~the number of tasks \"0\" is no positive number.",
        "mmap1 threads 1 -5~the value \"-5\" is no positive number.",
        "mmap1 threads 1 fast~the value \"fast\" is no positive number.",
      })
  void refusesABadLineWithItsNumber(String line, String why) {
    assertThatThrownBy(() -> read("m.txt", "# mine\n" + line + "\n"))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("m.txt:2: " + why);
  }

  @Test
  void refusesAFileWithoutMeasurements() {
    assertThatThrownBy(() -> read("m.txt", "# nothing\n"))
        .hasMessageStartingWith("There is no measurement in m.txt");
  }
}
