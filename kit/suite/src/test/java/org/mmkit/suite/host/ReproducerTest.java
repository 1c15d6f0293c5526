// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** A program of its own gives what the player gives. */
class ReproducerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ADV-023",
        "ADV-109",
        "GUP-001",
        "GUP-002",
        "GUP-003",
        "GUP-004",
        "GUP-005",
        "GUP-006",
        "GUP-015",
        "GUP-202",
        "GUP-203",
        "MUN-020",
        "MUN-409",
        "MAP-403",
        "MAP-406",
        "MAP-416",
        "MPS-401",
        "GUP-404",
        "PRT-404",
        "ADV-411",
        "REM-002",
        "LCK-001",
        "BRK-002",
        "GEN-0007",
        "GEN-0123",
        "GEN-0311",
        "UFD-604",
        "UFD-702",
        "UFD-606",
        "UFD-805"
      })
  void bothGiveTheSame(String id) throws Exception {
    Program program =
        Cases.shipped().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    try (Host host = HostOrSkip.open(5000)) {
      Played played = host.play(program);
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < program.setup().size(); i++) {
        expected.add(program.setup().get(i).call().text() + " => " + played.result(i));
      }
      String c = Reproducer.of(program, List.of("a remark")).orElseThrow();
      assertThat(compileAndRun(c)).isEqualTo(expected);
    }
  }

  @Test
  void aChildHasItsOwnLines() throws Exception {
    HostOrSkip.open(5000).close();
    Program program =
        HostTest.program("map(0,2)\nfork(\"w(0,'c');unmap(1,1);pat(0,2)\")\npat(0,2)");
    assertThat(compileAndRun(Reproducer.of(program, List.of()).orElseThrow()))
        .containsExactly(
            "map(0,2) => OK",
            "fork(\"w(0,'c');unmap(1,1);pat(0,2)\") => in a child:",
            "w(0,'c') => OK",
            "unmap(1,1) => OK",
            "pat(0,2) => c!",
            "pat(0,2) => ..");
  }

  @Test
  void mostShippedCasesHaveAForm() {
    List<Program> all = Cases.shipped();
    long forms = all.stream().filter(one -> Reproducer.of(one, List.of()).isPresent()).count();
    // Those without have calls on segments, limits, probes and the like.
    assertThat(forms).isGreaterThan(all.size() * 8 / 10);
  }

  private List<String> compileAndRun(String c) throws IOException, InterruptedException {
    Path source = Files.writeString(folder.resolve("shown.c"), c);
    start("cc", "-w", "-o", folder.resolve("shown").toString(), source.toString());
    return start(folder.resolve("shown").toString());
  }

  private List<String> start(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said.lines().toList();
  }
}
