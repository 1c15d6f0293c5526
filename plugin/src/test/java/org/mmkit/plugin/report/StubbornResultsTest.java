// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseGlob;

/** Results that do not want to go, and folders that lead elsewhere. */
@Timeout(30)
class StubbornResultsTest {
  @TempDir Path root;
  private Path folder;
  private Path elsewhere;

  @BeforeEach
  void makeOldResults() throws IOException {
    folder = Files.createDirectories(root.resolve("target/mmkit"));
    elsewhere = Files.createDirectories(root.resolve("elsewhere"));
    for (String name : new String[] {"run.json", "TEST-mmkit-x.xml", "report.html"}) {
      Files.writeString(folder.resolve(name), "old");
      Files.writeString(elsewhere.resolve(name), "of somebody else");
    }
  }

  @AfterEach
  void letGo() throws Exception {
    run("chattr", "-R", "-i", root.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private void isImmutable(Path path) throws Exception {
    assumeTrue(
        run("chattr", "+i", path.toString()), "not root, or a file system without such files");
  }

  @Test
  void oneThatIsImmutableIsNamedAndTheOthersGo() throws Exception {
    isImmutable(folder.resolve("run.json"));
    assertThatThrownBy(() -> ResultFiles.clear(folder))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("are no results of this run: run.json. Remove them (chattr -i");
    assertThat(folder.toFile().list()).containsExactly("run.json");
  }

  @Test
  void aFolderThatIsImmutableIsNamed() throws Exception {
    isImmutable(folder);
    assertThatThrownBy(() -> ResultFiles.clear(folder))
        .hasMessageContaining("TEST-mmkit-x.xml, report.html, run.json");
  }

  @Test
  void whatBecomesImmutableWhileTheJudgeRunsIsNamed() throws Exception {
    ResultFiles.clear(folder);
    try (ResultFiles files = ResultFiles.open(folder)) {
      Files.writeString(folder.resolve("run.json"), "forged");
      isImmutable(folder.resolve("run.json"));
      assertThatThrownBy(() -> files.publish(Map.of("run.json", "true")))
          .isInstanceOf(InputException.class)
          .hasMessageContaining("are no results of this run: run.json");
    }
  }

  private void isWhole(Path of) {
    assertThat(of.toFile().list())
        .containsExactlyInAnyOrder("run.json", "TEST-mmkit-x.xml", "report.html");
    assertThat(of.resolve("run.json")).hasContent("of somebody else");
  }

  private void becomesALink(Path from) throws IOException {
    ResultFiles.clear(folder);
    Files.deleteIfExists(from);
    Files.createSymbolicLink(from, elsewhere);
  }

  @Test
  void aFolderThatIsALinkGoesAndNothingBehindIt() throws IOException {
    becomesALink(folder);
    ResultFiles.clear(folder);
    assertThat(Files.exists(folder, LinkOption.NOFOLLOW_LINKS)).isFalse();
    isWhole(elsewhere);
  }

  @Test
  void schedulesDoNotGoThroughALink() throws IOException {
    becomesALink(folder.resolve("sched"));
    try (ResultFiles files = ResultFiles.open(folder)) {
      files.replace("sched", Map.of("a.sched", "new"));
    }
    assertThat(folder.resolve("sched/a.sched")).hasContent("new");
    isWhole(elsewhere);
  }

  @Test
  void theLastRunDoesNotGoThroughALink() throws IOException {
    becomesALink(folder.resolve("before"));
    Files.writeString(folder.resolve("run.json"), "last");
    ResultFiles.keepLast(folder);
    assertThat(ResultFiles.lastRun(folder)).hasContent("last");
    isWhole(elsewhere);
  }

  @Test
  void tracesThatAreALinkGoAndNothingBehindThem() throws IOException {
    becomesALink(folder.resolve("traces"));
    ResultFiles.clear(folder);
    assertThat(folder.toFile().list()).isEmpty();
    isWhole(elsewhere);
  }

  @Test
  void aFolderInPlaceOfAResultGoesWithAllThatIsInIt() throws IOException {
    Files.delete(folder.resolve("run.json"));
    Files.createDirectories(folder.resolve("run.json/a/b"));
    Files.createSymbolicLink(folder.resolve("run.json/a/out"), elsewhere);
    ResultFiles.clear(folder);
    assertThat(folder.toFile().list()).isEmpty();
    isWhole(elsewhere);
  }

  @Test
  void nobodyWaitsForAPipe() throws Exception {
    Files.delete(folder.resolve("run.json"));
    assumeTrue(run("mkfifo", folder.resolve("run.json").toString()), "there is no mkfifo");
    assertThatThrownBy(() -> Results.read(folder)).hasMessageContaining("it is no file");
    assertThatThrownBy(() -> LastFailure.in(folder, CaseGlob.ALL))
        .isInstanceOf(InputException.class);
    VerifyRequest.StudentCode nothing =
        new VerifyRequest.StudentCode(root.resolve("classes"), java.util.List.of());
    ResultCheck check =
        new ResultCheck(
            nothing, new VerifyRequest.KitJars(java.util.List.of(), "1"), Optional.empty(), true);
    assertThatThrownBy(() -> check.sentence(folder)).hasMessageContaining("No file, but something");
    ResultFiles.clear(folder);
    assertThat(folder.toFile().list()).isEmpty();
  }

  @Test
  void aResultBehindALinkIsNone() throws IOException {
    becomesALink(folder);
    VerifyRequest.StudentCode nothing =
        new VerifyRequest.StudentCode(root.resolve("classes"), java.util.List.of());
    ResultCheck check =
        new ResultCheck(
            nothing, new VerifyRequest.KitJars(java.util.List.of(), "1"), Optional.empty(), true);
    assertThatThrownBy(() -> check.sentence(folder)).hasMessageContaining("is a link");
  }
}
