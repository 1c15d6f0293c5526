// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.machine.FiberKind;
import org.mmkit.plugin.perf.PerfSummary;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Recorded;
import org.mmkit.suite.record.FindingRecord;

/** The same results on each JDK that is found here, and on both kinds of fiber. */
class SameEverywhereTest {
  @TempDir Path root;
  private StudentProject project;

  @BeforeEach
  void makeProject() {
    project = new StudentProject(root);
    project.budget = OptionalInt.of(40);
  }

  private VerifyOutcome onThreads() {
    project.jvm = "same";
    project.fiber = FiberKind.THREAD;
    return project.verifyForReal();
  }

  private VerifyOutcome onTheBest() {
    project.jvm = "auto";
    project.fiber = FiberKind.AUTO;
    return project.verifyForReal();
  }

  @Test
  void aRunHasTheSameBytes() {
    project.stages = List.of("conformance", "race", "hold", "perf");
    project.strategies = List.of("exclusive", "dead-v4");
    project.cases =
        new CaseGlob("conformance/MUN-0*,race/*,hold/sizes,perf/mmap1,perf/page_fault1");
    VerifyOutcome threads = onThreads();
    VerifyOutcome best = onTheBest();
    assertThat(best.run().toJson()).isEqualTo(threads.run().toJson());
    assertThat(best.timeline().toJson()).isEqualTo(threads.timeline().toJson());
  }

  @Test
  void aFailureIsReplayedFromItsFile() {
    project.stages = List.of("race");
    project.strategies = List.of("twophase-v2");
    VerifyOutcome outcome = onTheBest();
    FindingRecord finding = outcome.run().strategies().get(0).findings().get(0);
    String name = finding.sched().orElseThrow();
    assertThat(finding.replay()).isEqualTo("mvn mmkit:replay -Dmmkit.sched=" + name);

    project.stages = List.of("replay");
    project.budget = OptionalInt.empty();
    CaseFile sched = new CaseFile(name, outcome.files().get(name));
    project.goal = JudgeRequest.Goal.replay(sched, OptionalInt.empty());
    VerifyOutcome replayed = onThreads();
    assertThat(replayed.run().strategies().get(0).findings())
        .extracting(FindingRecord::broken)
        .containsExactly(finding.broken());
    assertThat(onTheBest().run().toJson()).isEqualTo(replayed.run().toJson());
  }

  @Test
  void aRecordingIsReplayedAlike() {
    project.stages = List.of("perf");
    project.budget = OptionalInt.empty();
    project.strategies = List.of("merged-5.8");
    project.perf =
        project.perf.replaying(
            Optional.of(new Recorded("mariadb", Optional.empty(), Optional.empty())));
    VerifyOutcome threads = onThreads();
    assertThat(onTheBest().run().toJson()).isEqualTo(threads.run().toJson());
    assertThat(new PerfSummary(threads.run()).lines())
        .anyMatch(line -> line.startsWith("perf: mariadb takes 13."))
        .anyMatch(line -> line.contains("of which 0 gave another result"));
  }

  @Test
  void aRecordingWithABadLineIsRefused() {
    project.stages = List.of("perf");
    project.budget = OptionalInt.empty();
    project.strategies = List.of("merged-5.8");
    project.perf =
        project.perf.replaying(
            Optional.of(
                new Recorded(
                    "a", Optional.of(new CaseFile("a.strace", "hello\n")), Optional.empty())));
    assertThatThrownBy(this::onTheBest).hasMessageContaining("a.strace:1: \"hello\" is no line");
  }
}
