// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.StageRecord;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Strategies that do right in one JVM and wrong in another are told so by name. */
@Timeout(120)
class AgainTest {
  @TempDir Path root;

  /** One that finds in the second JVM what it left in the first. */
  private StrategyRecord judged(String whenSeen) {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.stages = List.of("conformance");
    project.argLine = "--add-exports org.mmkit.model/org.mmkit.unmap.exclusive=ALL-UNNAMED";
    project.cases = new CaseGlob("MUN-00*");
    project.source(
        "student/MyUnmap.java",
        """
        package student;

        import java.nio.file.Files;
        import java.nio.file.Path;
        import org.mmkit.unmap.UnmapContext;
        import org.mmkit.unmap.exclusive.ExclusiveMunmap;

        public class MyUnmap implements org.mmkit.unmap.UnmapStrategy {
          static final boolean SEEN = seen();

          static boolean seen() {
            try {
              Path mark = Path.of("%s");
              if (Files.exists(mark)) {
                return true;
              }
              Files.createFile(mark);
              return false;
            } catch (java.io.IOException e) {
              throw new Error(e);
            }
          }

          @Override
          public int munmap(UnmapContext kernel, long start, long length) {
            if (SEEN) {
              %s
            }
            return new ExclusiveMunmap().munmap(kernel, start, length);
          }
        }
        """
            .formatted(root.resolve("mark"), whenSeen));
    StrategyRecord record = project.verifyForReal().run().strategies().get(0);
    assertThat(project.log.lines).contains("note seed 42");
    return record;
  }

  private static CaseRecord last(StrategyRecord record) {
    StageRecord stage = record.stages().get(record.stages().size() - 1);
    assertThat(stage.id()).isEqualTo("again");
    return stage.cases().get(0);
  }

  @Test
  void oneThatDoesRightPasses() {
    StrategyRecord record = judged("return new ExclusiveMunmap().munmap(kernel, start, length);");
    assertThat(record.verdict()).isEqualTo(Verdict.PASS);
    assertThat(record.stages()).extracting(StageRecord::id).containsExactly("conformance");
  }

  @Test
  void oneThatDoesWrongInAnotherJvmFails() {
    StrategyRecord record = judged("return -22;");
    assertThat(record.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(last(record).message())
        .startsWith("student.MyUnmap depends on something else than its calls")
        .contains("of the cases end otherwise. MUN-00", "was PASS, and is FAIL");
  }

  @Test
  void oneThatEndsTheOtherJvmIsBroken() {
    StrategyRecord record = judged("System.exit(0);");
    assertThat(record.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(last(record).message()).contains("The strategy called System.exit in again/MUN-00");
  }
}
