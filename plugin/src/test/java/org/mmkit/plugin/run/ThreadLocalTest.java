// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.record.Verdict;

/** A strategy that keeps something for each task in a ThreadLocal is not accused of sharing it. */
@Timeout(120)
class ThreadLocalTest {
  @TempDir Path root;

  @Test
  void tasksDoNotShareIt() {
    StudentProject project = new StudentProject(root);
    project.jvm = "auto";
    project.stages = List.of("explore");
    project.cases = new CaseGlob("explore/s30-error,explore/a05-twice");
    project.source(
        "student/MyUnmap.java",
        """
        package student;

        import org.mmkit.unmap.Errno;
        import org.mmkit.unmap.UnmapContext;
        import org.mmkit.unmap.VmaRange;

        public class MyUnmap implements org.mmkit.unmap.UnmapStrategy {
          private static final ThreadLocal<Boolean> READS = new ThreadLocal<>();

          @Override
          public int munmap(UnmapContext kernel, long start, long length) {
            READS.set(false);
            if (kernel.mmapSem().downWriteKillable() != 0) {
              return -Errno.EINTR;
            }
            int error = unmap(kernel, start, length);
            if (READS.get()) {
              kernel.mmapSem().upRead();
            } else {
              kernel.mmapSem().upWrite();
            }
            kernel.userfaultfd().complete();
            return error;
          }

          private static int unmap(UnmapContext kernel, long start, long length) {
            int error = kernel.checkRange(start, length);
            if (error != 0) {
              return error;
            }
            VmaRange vmas = kernel.lookupAndSplit(start, length);
            error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
            if (error != 0 || vmas.isEmpty()) {
              return error;
            }
            kernel.munlock(vmas);
            kernel.detach(vmas);
            kernel.archUnmap(vmas);
            if (!kernel.isNextToGrowsdown(vmas)) {
              kernel.mmapSem().downgradeWrite();
              READS.set(true);
            }
            kernel.unmapRegion(vmas);
            kernel.removeVmaList(vmas);
            return 0;
          }
        }
        """);
    assertThat(project.verifyForReal().run().strategies().get(0).verdict()).isEqualTo(Verdict.PASS);
    assertThat(project.log.lines)
        .anyMatch(line -> line.contains("ThreadLocal.get keeps its value from run to run"));
  }
}
