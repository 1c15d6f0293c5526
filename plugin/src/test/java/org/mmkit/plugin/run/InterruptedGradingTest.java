// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.grade.ClassGrading;
import org.mmkit.plugin.grade.Shard;
import org.mmkit.plugin.grade.Take;

/** Whom Ctrl-C interrupts has no result: they are judged when the class is graded again. */
@Timeout(120)
class InterruptedGradingTest {
  @TempDir Path root;

  /** Plays Maven: grades one submission that loops for ever. */
  public static final class Maven {
    private Maven() {}

    public static void main(String[] args) throws IOException {
      Path root = Path.of(args[0]);
      StudentProject project = new StudentProject(root.resolve("project"));
      project.stages = List.of("conformance");
      project.timeoutSeconds = 300;
      new ClassGrading(root.resolve("in"), root.resolve("out"), Shard.WHOLE, line -> {})
          .judge(project.request(), Take.SOURCES, "", 17, Files.createDirectory(root.resolve("s")));
    }
  }

  @Test
  void isNotKept() throws Exception {
    StudentProject student = new StudentProject(root.resolve("in/anna/build"));
    student.strategy("while (length != 0) start++; return 0;");
    Files.copy(
        root.resolve("in/anna/build/src/student/MyUnmap.java"),
        root.resolve("in/anna/MyUnmap.java"));
    Process maven =
        new ProcessBuilder(
                JudgedJvm.javaOf(Path.of(System.getProperty("java.home"))).toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Maven.class.getName(),
                root.toString())
            .inheritIO()
            .start();
    ProcessHandle judged = KilledMavenTest.childOf(maven);
    Thread.sleep(500); // so that it has begun; if not, the test is the easier one
    judged.destroy();
    maven.destroy();
    assertThat(maven.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(root.resolve("out/submissions/anna.json")).doesNotExist();
  }
}
