// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.Part;
import org.mmkit.suite.record.CaseRecord;

/** A long search that something ended goes on behind the cases that it had done. */
@Timeout(600)
class KilledSearchTest {
  private static final Part ALL = new Part(1, 1);
  private static final int CASES_ENOUGH = 4;

  @TempDir Path root;

  static StudentProject project(Path root) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.strategy("return kernel.doMunmap(start, length);");
    project.stages = List.of("explore");
    project.cases = new CaseGlob("s0*");
    project.budget = OptionalInt.of(20);
    project.whole = true;
    project.atOnce = 1;
    return project;
  }

  /** Plays Maven: searches, and says of each case that it is done. */
  public static final class Maven {
    private Maven() {}

    public static void main(String[] args) {
      Path root = Path.of(args[0]);
      project(root).verifyPart(ALL, journal(root, false), new Counting());
    }
  }

  private static final class Counting extends ListenerLog {
    @Override
    public synchronized void caseEnds(CaseRecord result) {
      super.caseEnds(result);
      System.out.println("done " + result.id());
    }
  }

  private static Journal journal(Path root, boolean resumes) {
    return Journal.in(root, resumes, Optional.of("a-nonce-of-the-test"));
  }

  private void runAndKill() throws Exception {
    List<String> command =
        List.of(
            JudgedJvm.javaOf(Path.of(System.getProperty("java.home"))).toString(),
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            Maven.class.getName(),
            root.toString());
    Process maven = new ProcessBuilder(command).redirectErrorStream(true).start();
    try (var out = maven.inputReader()) {
      int done = 0;
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        done += line.startsWith("done ") ? 1 : 0;
        if (done == CASES_ENOUGH) {
          maven.destroyForcibly();
          break;
        }
      }
      assertThat(done).isEqualTo(CASES_ENOUGH);
    }
    maven.waitFor();
  }

  @Test
  void isTheSameInTheEndAndDoesNothingTwice() throws Exception {
    runAndKill();
    StudentProject project = project(root);
    Journal journal = journal(root, true);
    RunPart resumed = project.verifyPart(ALL, journal);
    assertThat(project.log.lines)
        .anyMatch(line -> line.matches("note goes on behind [1-9][0-9]* cases .*"));
    long again = project.log.lines.stream().filter(line -> line.startsWith("case ")).count();
    journal.remove();
    project.log.lines.clear();
    VerifyOutcome whole = project.verifyForReal();
    long all = project.log.lines.stream().filter(line -> line.startsWith("case ")).count();
    // The case that was open when it was killed, and at most one that was not written yet.
    assertThat(again).isLessThanOrEqualTo(all - CASES_ENOUGH + 1);
    VerifyOutcome outcome = resumed.complete(new SilentListener());
    assertThat(outcome.run()).isEqualTo(whole.run());
    assertThat(outcome.files()).isEqualTo(whole.files());
    assertThat(root.resolve(Journal.FILE)).doesNotExist();
  }

  private static StrategyPart.Job job(int number) {
    return new StrategyPart.Job(number, "explore", number, List.of());
  }

  /** A file with two jobs. */
  private Path kept() {
    Journal journal = journal(root, false);
    journal.open("these terms");
    journal.keep(0, job(0));
    journal.keep(0, job(1));
    return root.resolve(Journal.FILE);
  }

  @Test
  void aLineThatWasCutIsDoneAgain() throws IOException {
    Path file = kept();
    String text = Files.readString(file);
    Files.writeString(file, text.substring(0, text.length() - 9));
    Journal journal = journal(root, true);
    assertThat(journal.open("these terms")).isEqualTo(1);
    assertThat(journal.before(0)).containsExactly(job(0));
  }

  @Test
  void aLineThatWasChangedIsNamed() throws IOException {
    Path file = kept();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.set(1, lines.get(1).replace("\"number\":0", "\"number\":7"));
    Files.write(file, lines);
    assertThatThrownBy(() -> journal(root, true).open("these terms"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(Journal.FILE + ":2: the line was changed");
  }

  @Test
  void aLineThatIsMissingIsNoticed() throws IOException {
    Path file = kept();
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.remove(1);
    Files.write(file, lines);
    assertThatThrownBy(() -> journal(root, true).open("these terms"))
        .hasMessageContaining(Journal.FILE + ":2: the line was changed");
  }

  @Test
  void anotherSearchIsNotGoneOnWithAndWhatIsKeptStays() throws IOException {
    Path file = kept();
    String before = Files.readString(file);
    assertThatThrownBy(() -> journal(root, true).open("other terms"))
        .hasMessageContaining(
            Journal.FILE
                + ":1: the line is of a search of other classes, or with other parameters");
    assertThatThrownBy(() -> Journal.in(root, true, Optional.empty()).open("these terms"))
        .hasMessageContaining("sealed with another nonce");
    assertThat(file).hasContent(before);
    assertThat(journal(root, true).open("these terms")).isEqualTo(2);
    assertThat(file).hasContent(before);
    assertThat(journal(root, false).open("other terms")).isZero();
  }
}
