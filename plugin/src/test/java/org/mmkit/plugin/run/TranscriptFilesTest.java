// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;

/** The judged JVM may be in the hands of the strategy: what it sends is looked at. */
class TranscriptFilesTest {
  private final Transcript transcript = transcript();

  private static Transcript transcript() {
    JudgeRequest asked =
        JudgeRequest.of("explore", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT);
    ChildRequest request = new ChildRequest("n", 1, "a", asked);
    Transcript fresh = new Transcript(request, new ListenerLog());
    fresh.accept(new Frame.Hello("n", "25", "thread"));
    return fresh;
  }

  @Test
  void filesAreKeptByTheirNames() {
    transcript.accept(new Frame.File("a-15-own-MM0311.sched", "text"));
    assertThat(transcript.files()).containsEntry("a-15-own-MM0311.sched", "text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../a.sched",
        "/etc/a.sched",
        "a/b.sched",
        "a\\b.sched",
        ".sched",
        ".a.sched",
        "run.json",
        "",
        "a.sched\n",
        "a\0.sched"
      })
  void aNameThatCouldLeadElsewhereIsRefused(String name) {
    assertThatThrownBy(() -> transcript.accept(new Frame.File(name, "text")))
        .isInstanceOf(Transcript.OutOfOrderException.class)
        .hasMessage("The judged JVM sent a file under a strange name.");
  }

  @Test
  void filesHaveAnEnd() {
    String large = "x".repeat(16 << 20);
    for (int i = 0; i < 3; i++) {
      transcript.accept(new Frame.File(i + ".sched", large));
    }
    assertThatThrownBy(() -> transcript.accept(new Frame.File("z.sched", large)))
        .isInstanceOf(Transcript.OutOfOrderException.class)
        .hasMessage("The judged JVM sent more files than anybody reads.");
  }
}
