// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.record.StrategyStep;

/** What fits a walk, and what only looks as if it did. */
class WalkPatternTest {
  private static final String LET_GO = "up_read between detach unmapVmas";
  private static final String PIECE =
      "down_write lookupAndSplit detach downgrade_write unmapVmas freePgtables removeVmaList up_read";

  private static boolean fits(String pattern, String walk) {
    List<StrategyStep> steps = new ArrayList<>();
    for (String word : walk.split(" ")) {
      steps.add(new StrategyStep(word, "S.java:" + (steps.size() + 1)));
    }
    return new WalkPattern(pattern).in(steps).isPresent();
  }

  @Test
  void aReleaseBetweenTwoStepsOfOnePiece() {
    assertThat(fits(LET_GO, "down_write detach downgrade_write up_read unmapVmas")).isTrue();
    assertThat(fits(LET_GO, PIECE + " down_write detach downgrade_write up_read unmapVmas"))
        .isTrue();
  }

  @Test
  void aReleaseBetweenTwoPieces() {
    String pieces = PIECE + " " + PIECE;
    assertThat(fits(LET_GO, pieces)).isFalse();
    assertThat(fits("up_read between unmapVmas freePgtables", pieces)).isFalse();
    assertThat(fits("up_read between lookupAndSplit detach", pieces)).isFalse();
    assertThat(fits("lookupAndSplit twice, down_write twice", pieces)).isTrue();
  }

  private static boolean fitsSteps(String pattern, String... words) {
    List<StrategyStep> steps = new ArrayList<>();
    for (String word : words) {
      steps.add(new StrategyStep(word, word.startsWith("->") ? "" : "S.java:1"));
    }
    return new WalkPattern(pattern).in(steps).isPresent();
  }

  @Test
  void anErrorThatTheCallDoesNotReturn() {
    String refused = WalkPattern.failed("down_write_killable EINTR");
    assertThat(fitsSteps("down_write lost", "down_write", refused, "-> OK")).isTrue();
    assertThat(fitsSteps("down_write lost", "down_write", refused, "-> ENOMEM")).isTrue();
    assertThat(fitsSteps("down_write lost", "down_write", refused, "-> EINTR")).isFalse();
    assertThat(fitsSteps("down_write lost", "down_write", refused)).as("no result").isFalse();
    assertThat(fitsSteps("down_write lost", "down_write", "-> OK")).isFalse();
  }

  @Test
  void aLockThatASignalKeptFromTheTaskIsNotHeld() {
    String refused = WalkPattern.failed("down_write_killable EINTR");
    assertThat(fitsSteps("detach held 0", "down_write", refused, "detach")).isTrue();
    assertThat(fitsSteps("down_write.failed then detach", "down_write", refused, "detach"))
        .isTrue();
    assertThat(fitsSteps("down_write.failed then detach", "down_write", "detach")).isFalse();
  }

  @Test
  void aReleaseThatNothingFollows() {
    assertThat(fits(LET_GO, "down_write detach downgrade_write up_read")).isFalse();
  }

  @Test
  void whatIsMissingOnAWayOutThatFails() {
    String pattern =
        "userfaultfd.prep before userfaultfd.complete, without userfaultfd.complete, call fails";
    assertThat(fitsSteps(pattern, "userfaultfd.prep", "up_write", "-> ENOMEM")).isTrue();
    assertThat(fitsSteps(pattern, "userfaultfd.prep", "userfaultfd.complete", "-> ENOMEM"))
        .isFalse();
    assertThat(fitsSteps(pattern, "userfaultfd.prep", "up_write", "-> OK")).isFalse();
    assertThat(fitsSteps(pattern, "userfaultfd.prep", "up_write")).as("no result").isFalse();
  }

  @Test
  void aLockThatTheCallerHolds() {
    String holds = WalkPattern.callerHolds().word();
    assertThat(fitsSteps("detach held 0", "detach", "-> OK")).isTrue();
    assertThat(fitsSteps("detach held 0", holds, "detach", "-> OK")).isFalse();
    assertThat(fitsSteps("detach held 0", holds, "up_write", "detach", "-> OK")).isTrue();
    assertThat(fitsSteps("ends held", holds, "detach", "-> OK")).isFalse();
    assertThat(fitsSteps("caller_holds then up_write", holds, "up_write", "-> OK")).isTrue();
  }

  @Test
  void aLockOfTheStrategysOwn() {
    assertThat(fitsSteps("detach held 0", "mmap_write_lock", "detach", "-> OK")).isFalse();
    assertThat(fitsSteps("detach held D", "mmap_write_lock", "mmap_write_downgrade", "detach"))
        .isTrue();
  }

  @Test
  void anEventThatIsNotedTwice() {
    assertThat(fits("userfaultfd.prep then doMunmap", "userfaultfd.prep doMunmap")).isTrue();
    assertThat(fits("userfaultfd.prep then doMunmap", "doMunmap userfaultfd.prep")).isFalse();
    assertThat(fits("doMunmap twice", "lookup doMunmap doMunmap up_write")).isTrue();
    assertThat(fits("doMunmap twice", "lookup doMunmap up_write")).isFalse();
  }

  @Test
  void flagsThatTheZapWritesBeforeTheDetach() {
    List<StrategyStep> walk =
        List.of(
            new StrategyStep("down_write", "S.java:1"),
            new StrategyStep("unmapVmas", "S.java:2"),
            new StrategyStep("detach", "S.java:3"));
    assertThat(Diagnosis.fitting("MM0203", walk))
        .extracting(found -> found.diagnosis().id())
        .containsExactly("shared-field", "zap-before-detach");
  }

  @Test
  void oneStepAloneShowsWhatIsMissing() {
    List<StrategyStep> walk = new ArrayList<>();
    for (String word : List.of("down_write", "lookup", "detach", "removeVmaList", "-> OK")) {
      walk.add(new StrategyStep(word, word.startsWith("->") ? "" : "S.java:" + walk.size()));
    }
    assertThat(new WalkPattern("never splitVma, at lookup").in(walk))
        .contains(List.of(walk.get(1)));
    assertThat(fitsSteps("never splitVma, at lookup", "removeVmaList", "-> OK")).isFalse();
    assertThat(fitsSteps("lookup before splitVma, no splitVma", "lookup", "splitVma")).isFalse();
  }

  @Test
  void whatReplacesIsNoMunmap() {
    String holds = WalkPattern.callerHolds().word();
    String replaces = WalkPattern.replaces().word();
    assertThat(fits("replaces before detach", holds + " " + replaces + " unmapVmas")).isTrue();
    assertThat(fits("unmapVmas before detach, no replaces", holds + " unmapVmas")).isTrue();
    assertThat(fits("unmapVmas before detach, no replaces", replaces + " unmapVmas")).isFalse();
  }
}
