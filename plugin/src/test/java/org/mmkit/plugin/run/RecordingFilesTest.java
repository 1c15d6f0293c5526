// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Recorded;

class RecordingFilesTest {
  @TempDir Path folder;

  @Test
  void aNameAloneIsAShippedRecording() {
    assertThat(RecordingFiles.of(List.of("mariadb"), List.of()))
        .contains(new Recorded("mariadb", Optional.empty(), Optional.empty()));
    assertThat(RecordingFiles.of(List.of(), List.of("mmkit.loads"))).isEmpty();
  }

  @Test
  void filesAreReadAndUnpacked() throws IOException {
    Path log = Files.writeString(folder.resolve("my prog.strace"), "7 1.0 a");
    Path faults = folder.resolve("my.faults.gz");
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(faults))) {
      out.write("7 1.0 0x1 0x6".getBytes(StandardCharsets.UTF_8));
    }
    assertThat(RecordingFiles.of(List.of(log.toString(), faults.toString()), List.of()))
        .contains(
            new Recorded(
                "my-prog",
                Optional.of(new CaseFile("my prog.strace", "7 1.0 a")),
                Optional.of(new CaseFile("my.faults.gz", "7 1.0 0x1 0x6"))));
  }

  @Test
  void whatCannotBeReadIsRefused() throws IOException {
    Path noGzip = Files.writeString(folder.resolve("a.strace.gz"), "7 1.0 a");
    assertThatThrownBy(() -> RecordingFiles.of(List.of(noGzip.toString()), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("a.strace.gz (mmkit.recording) cannot be read");
    assertThatThrownBy(() -> RecordingFiles.of(List.of("none.strace"), List.of()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("none.strace (mmkit.recording) cannot be read");
    assertThatThrownBy(() -> RecordingFiles.of(List.of("a", "b", "c"), List.of()))
        .hasMessageStartingWith("mmkit.recording has 3 names; it takes a log and its faults");
  }

  @Test
  void parametersOfLoadsAreRefusedBesideIt() {
    assertThatThrownBy(() -> RecordingFiles.of(List.of("mariadb"), List.of("mmkit.tasks")))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("mmkit.tasks has no effect on a recording");
  }
}
