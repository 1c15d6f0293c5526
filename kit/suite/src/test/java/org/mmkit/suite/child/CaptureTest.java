// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private final List<String> taken = new ArrayList<>();
  private final Capture capture = new Capture((task, text) -> taken.add(task + "|" + text));
  private final PrintStream out = new PrintStream(capture, true, StandardCharsets.UTF_8);

  @Test
  void whatIsPrintedCarriesTheTaskThatPrintedIt() {
    String[] task = {"T0"};
    capture.task(() -> task[0]);
    out.println("a");
    out.println("b");
    task[0] = "T1";
    out.println("c");
    capture.drain();
    assertThat(taken).containsExactly("T0|a\nb\n", "T1|c\n");
  }

  @Test
  void aCaseThatPrintsWithoutEndIsStoppedByAnError() {
    assertThatThrownBy(
            () -> {
              while (true) {
                out.println("again and again");
              }
            })
        .isInstanceOf(OutputFloodError.class)
        .hasMessage("printed more than 64 KiB in one case");
    assertThat(taken).last().isEqualTo("|output truncated\n");
    assertThat(String.join("", taken).length()).isLessThan(Capture.RUN_BYTES_MAX + 1000);
  }

  @Test
  void theNextCaseMayPrintAgain() {
    assertThatThrownBy(() -> out.print("x".repeat(Capture.RUN_BYTES_MAX + 1)))
        .isInstanceOf(OutputFloodError.class);
    capture.beginCase();
    taken.clear();
    out.print("y");
    capture.drain();
    assertThat(taken).containsExactly("|y");
  }

  @Test
  void aRunThatIsNotShownIsCountedAllTheSame() {
    capture.beginRun(false);
    out.print("x".repeat(Capture.RUN_BYTES_MAX));
    capture.drain();
    assertThat(taken).isEmpty();
    assertThatThrownBy(() -> out.print("xx")).isInstanceOf(OutputFloodError.class);
  }

  @Test
  void manyCasesTogetherAreCutOnce() {
    for (int i = 0; i < 100; i++) {
      capture.beginCase();
      out.print("z".repeat(30_000));
    }
    capture.drain();
    assertThat(taken).filteredOn(t -> t.contains("left out")).hasSize(1);
    assertThat(String.join("", taken).length()).isLessThan(Capture.TOTAL_BYTES_MAX + 100_000);
  }
}
