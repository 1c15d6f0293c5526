// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.InputException;

class ResultFilesTest {
  @TempDir Path folder;

  @Test
  void anEarlierResultIsGoneFromTheStart() throws IOException {
    Files.writeString(folder.resolve("run.json"), "old");
    Files.writeString(folder.resolve("TEST-mmkit-old.xml"), "old");
    Files.writeString(folder.resolve("notes.txt"), "mine");
    ResultFiles.clear(folder);
    assertThat(names()).containsExactly("notes.txt");
    ResultFiles.clear(folder.resolve("none"));
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void schedulesOfTheRunBeforeGoAside() throws IOException {
    for (String name : List.of("a.sched", "b.sched", "c.sched")) {
      try (ResultFiles files = ResultFiles.open(folder)) {
        files.replace("sched", Map.of(name, name));
      }
    }
    assertThat(folder.resolve("sched").toFile().list())
        .containsExactlyInAnyOrder("before", "c.sched");
    assertThat(folder.resolve("sched/before").toFile().list()).containsExactly("b.sched");
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.replace("sched", Map.of());
    }
    assertThat(folder.resolve("sched").toFile().list()).containsExactly("before");
    assertThat(folder.resolve("sched/before").toFile().list()).containsExactly("c.sched");
  }

  @Test
  void aRunThatDoesNotEndLeavesNothing() throws IOException {
    ResultFiles.open(folder).close();
    assertThat(names()).isEmpty();
  }

  @Test
  void aRunThatIsUnderWayIsLeftAlone() throws IOException {
    Files.writeString(folder.resolve("run.json"), "old");
    try (ResultFiles files = ResultFiles.open(folder)) {
      assertThatThrownBy(() -> ResultFiles.keepLast(folder))
          .isInstanceOf(InputException.class)
          .hasMessageStartingWith("Another run of mmkit is using " + folder + ". Wait for it");
      try (ResultFiles other = ResultFiles.open(folder)) {
        other.publish(Map.of("run.json", "other"));
      }
      files.publish(Map.of("run.json", "new"));
    }
    assertThat(names()).containsExactly("run.json");
    ResultFiles.keepLast(folder);
    assertThat(folder.resolve("before/run.json")).hasContent("new");
  }

  @Test
  void whatIsForgedMeanwhileDoesNotStay() throws IOException {
    try (ResultFiles files = ResultFiles.open(folder)) {
      Files.writeString(folder.resolve("run.json"), "forged");
      Files.createDirectories(folder.resolve("report.html/forged"));
      Files.writeString(folder.resolve("TEST-mmkit-forged.xml"), "forged");
      files.publish(Map.of("run.json", "true", "report.html", "true"));
    }
    assertThat(names()).containsExactly("report.html", "run.json");
    assertThat(folder.resolve("run.json")).hasContent("true");
  }

  @Test
  void whatIsNotOursStays() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.publish(Map.of("run.json", "{}"));
    }
    assertThat(names()).containsExactly("notes.txt", "run.json");
  }

  @Test
  void schedulesStayUntilOthersOfTheirNamesCome() throws IOException {
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.add("sched", Map.of("a.sched", "old", "b.sched", "old"));
      files.publish(Map.of("run.json", "old"));
    }
    ResultFiles.clear(folder);
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.add("sched", Map.of("a.sched", "new"));
    }
    assertThat(names()).containsExactly("sched");
    assertThat(folder.resolve("sched/a.sched")).hasContent("new");
    assertThat(folder.resolve("sched/b.sched")).hasContent("old");
  }

  @Test
  void aGoalThatOnlyAsksLeavesTheResultsAlone() throws IOException {
    Files.writeString(folder.resolve("run.json"), "of verify");
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.add("sched", Map.of());
    }
    assertThat(names()).containsExactly("run.json");
  }

  private Stream<String> names() throws IOException {
    return Files.list(folder).map(p -> p.getFileName().toString()).sorted();
  }
}
