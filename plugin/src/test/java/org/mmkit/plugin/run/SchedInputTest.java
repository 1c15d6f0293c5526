// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchedInputTest {
  @TempDir Path root;

  private Path results() throws IOException {
    Files.createDirectories(root.resolve("mmkit/sched"));
    return root.resolve("mmkit");
  }

  @Test
  void aFileIsReadWhereItIsNamed() throws IOException {
    Path file = Files.writeString(root.resolve("mine.sched"), GoalsTest.SCHED);
    SchedInput input = SchedInput.read(file, root.resolve("nowhere"));
    assertThat(input.file().name()).isEqualTo("mine.sched");
    assertThat(input.strategy()).isEqualTo("student.MyUnmap");
  }

  @Test
  void aBareNameIsLookedUpAmongTheResults() throws IOException {
    Files.writeString(results().resolve("sched/mine.sched"), GoalsTest.SCHED);
    assertThat(SchedInput.read(root.resolve("mine.sched"), results()).file().text())
        .isEqualTo(GoalsTest.SCHED);
  }

  @Test
  void aFileThatIsNotThereIsNamedWithThoseThatAre() throws IOException {
    Path missing = root.resolve("none.sched");
    assertThatThrownBy(() -> SchedInput.read(missing, root.resolve("nowhere")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no schedule " + missing + " (mmkit.sched), and none of")
        .hasMessageEndingWith("mmkit:explore writes one for each thing that it finds.");
    assertThatThrownBy(() -> SchedInput.read(missing, results()))
        .hasMessageEndingWith("It has none.");
    Files.writeString(results().resolve("sched/a.sched"), "");
    assertThatThrownBy(() -> SchedInput.read(missing, results()))
        .hasMessageEndingWith("There is one: a.sched.");
  }

  @Test
  void whoNamesNoneIsToldWhatThereIs() throws IOException {
    Files.writeString(results().resolve("sched/a.sched"), "");
    assertThatThrownBy(() -> SchedInput.named(null, results().toFile()))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("Say which schedule to replay: -Dmmkit.sched=NAME.sched. In ")
        .hasMessageContaining("There is one: a.sched. mmkit:again repeats");
  }

  @Test
  void whatIsNoScheduleIsRefusedWithTheLine() throws IOException {
    Path text = Files.writeString(root.resolve("a.sched"), "mmkit-sched 1\nhello\n");
    assertThatThrownBy(() -> SchedInput.read(text, root))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("a.sched:2: \"hello\" is not understood: ");
    Path bytes = Files.write(root.resolve("b.sched"), new byte[] {(byte) 0xff, 0});
    assertThatThrownBy(() -> SchedInput.read(bytes, root))
        .hasMessageEndingWith("is no UTF-8 text.");
  }
}
