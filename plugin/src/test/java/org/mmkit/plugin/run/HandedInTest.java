// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Exercise;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Files of students, from the folder to a real judged JVM. */
@Timeout(120)
class HandedInTest {
  @TempDir Path root;

  private Path file(String name, String content) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  @Test
  void theJudgedFileIsNoneOfTheOthers() throws IOException {
    Path anna = file("in/anna/a.sched", "a");
    file("in/bert/a.sched", "b");
    file("in/bert/notes.txt", "c");
    assertThat(HandedIn.others(root.resolve("in"), Optional.of(anna)))
        .containsExactly(new CaseFile("bert/a.sched", "b"));
    assertThat(HandedIn.file(anna)).isEqualTo(new CaseFile("a.sched", "a"));
  }

  @Test
  void whatIsNotThereIsNamed() throws IOException {
    Path none = root.resolve("none.sched");
    assertThatThrownBy(() -> HandedIn.file(none))
        .isInstanceOf(InputException.class)
        .hasMessageStartingWith("There is no file " + none + " (mmkit.sched)");
    assertThatThrownBy(() -> HandedIn.others(none, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessage("There is no folder " + none + " (mmkit.others).");
    Files.createDirectories(root.resolve("empty"));
    assertThatThrownBy(() -> HandedIn.others(root.resolve("empty"), Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("are 0 files whose names end in .sched");
  }

  @Test
  void whatIsNoTextIsLeftToTheJudge() throws IOException {
    Path binary = Files.write(root.resolve("x.sched"), new byte[] {(byte) 0xff, 0, 7});
    assertThat(HandedIn.file(binary).text()).startsWith("\ufffd");
  }

  @Test
  void aFileOfMegabytesIsRefused() throws IOException {
    Path large = Files.write(root.resolve("x.sched"), new byte[(4 << 20) + 1]);
    assertThatThrownBy(() -> HandedIn.file(large))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("(mmkit.sched) is too large.");
  }

  @Test
  void aScheduleAgainstAStudentsClassIsJudgedInItsJvm() {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.strategy(GoalsTest.EARLY_UNLOCK);
    project.stages = List.of("attack");
    project.whole = true;
    project.goal =
        JudgeRequest.Goal.exercise(
            Optional.of(new CaseFile("own.sched", GoalsTest.SCHED)), Exercise.NONE);
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    StageRecord attack = record.stages().get(0);
    assertThat(attack.cases().get(2).headline())
        .startsWith("The run leaves the schedule at own.sched:16, ")
        .contains("T1 comes there after 12 steps.");
  }

  @Test
  void whatRanIsWrittenDownAndAccepted() {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.strategy(GoalsTest.EARLY_UNLOCK);
    project.stages = List.of("attack");
    project.whole = true;
    project.goal = handedIn(GoalsTest.SCHED);
    VerifyOutcome edited = project.verifyForReal();
    String ran = edited.files().get("ran-student.MyUnmap-own.sched");
    project.goal = handedIn(ran);
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    assertThat(record.stages().get(0).cases().toString()).contains("It breaks MM");
    assertThat(record.verdict()).isEqualTo(Verdict.PASS);
  }

  private static JudgeRequest.Goal handedIn(String sched) {
    return JudgeRequest.Goal.exercise(
        Optional.of(new CaseFile("own.sched", sched)),
        new Exercise("", "", Optional.of(List.of())));
  }
}
