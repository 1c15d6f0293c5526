// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.child.ChildRequest;
import org.mmkit.suite.child.Frame;

/** In which order frames are believed. */
class TranscriptTest {
  private static final Frame HELLO = new Frame.Hello("n", "25", "thread");

  private final Transcript transcript =
      new Transcript(
          new ChildRequest(
              "n",
              1,
              "a",
              JudgeRequest.of(
                  "explore", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT)),
          new ListenerLog());

  private AbstractThrowableAssert<?, ?> assertThatRefused(Frame frame) {
    return assertThatThrownBy(() -> transcript.accept(frame))
        .isInstanceOf(Transcript.OutOfOrderException.class);
  }

  @Test
  void theFirstFrameSaysWhoItIs() {
    assertThatRefused(new Frame.StageBegin("explore"))
        .hasMessage("The judged JVM did not say who it is.");
  }

  @Test
  void nobodySaysTwiceWhoItIs() {
    transcript.accept(HELLO);
    assertThatRefused(HELLO).hasMessage("The judged JVM did not say who it is.");
  }

  @Test
  void theSecretOfAnotherRunIsRefused() {
    assertThatRefused(new Frame.Hello("m", "25", "thread"))
        .hasMessage("The judged JVM does not know the secret of this run.");
  }

  @Test
  void aStageNeedsAStrategy() {
    transcript.accept(HELLO);
    assertThatRefused(new Frame.StageBegin("explore"))
        .hasMessage("The judged JVM ran a stage without a strategy.");
  }

  @Test
  void aCaseNeedsAStage() {
    transcript.accept(HELLO);
    assertThatRefused(new Frame.CaseBegin("a"))
        .hasMessage("The judged JVM reported something outside of a stage.");
  }

  @Test
  void anEndThatCountsOtherFramesIsRefused() {
    transcript.accept(HELLO);
    assertThatRefused(new Frame.End("n", 7)).hasMessage("The judged JVM lost some of its reports.");
  }

  @Test
  void anEndBeforeTheStagesAreDoneIsRefused() {
    transcript.accept(HELLO);
    assertThatRefused(new Frame.End("n", 1))
        .hasMessage("The judged JVM ended before all stages were done.");
    assertThat(transcript.isOver()).isFalse();
  }

  @Test
  void anEndWithTheSecretOfAnotherRunIsRefused() {
    transcript.accept(HELLO);
    assertThatRefused(new Frame.End("m", 1))
        .hasMessage("The judged JVM does not know the secret of this run.");
  }

  @Test
  void nothingIsBelievedAfterTheEnd() {
    transcript.accept(HELLO);
    transcript.accept(new Frame.Broken(Frame.Trouble.KIT, "It broke."));
    assertThatRefused(new Frame.Output("T1", "text"))
        .hasMessage("The judged JVM reported something after the end.");
  }
}
