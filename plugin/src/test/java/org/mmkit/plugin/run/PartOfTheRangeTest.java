// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mmkit.plugin.cause.Cause;
import org.mmkit.plugin.cause.Causes;
import org.mmkit.suite.CaseGlob;

/** Steps that are done for a part of what is unmapped, or with what was found before. */
class PartOfTheRangeTest {
  private static final String RIGHT =
      """
      package student;

      import org.mmkit.unmap.*;

      public class MyUnmap implements UnmapStrategy {
        public int munmap(UnmapContext kernel, long start, long length) {
          int error = kernel.checkRange(start, length);
          if (error != 0) {
            return error;
          }
          if (kernel.mmapSem().downWriteKillable() != 0) {
            return -Errno.EINTR;
          }
          VmaRange vmas = kernel.lookupAndSplit(start, length);
          error = vmas.error();
          if (error == 0 && !vmas.isEmpty()) {
            error = prep(kernel, vmas);
          }
          if (error != 0 || vmas.isEmpty()) {
            kernel.mmapSem().upWrite();
            return error;
          }
          kernel.munlock(unlocked(kernel, vmas));
          kernel.detach(vmas);
          kernel.archUnmap(vmas);
          kernel.unmapRegion(vmas);
          kernel.removeVmaList(vmas);
          kernel.mmapSem().upWrite();
          kernel.userfaultfd().complete();
          return 0;
        }

        static VmaRange toHole(UnmapContext kernel, VmaRange vmas) {
          Vma first = vmas.vmas().get(0);
          long end = first.end();
          for (Vma vma : vmas.vmas()) {
            end = vma.start() == end ? vma.end() : end;
          }
          return kernel.history().rangeFrom(first, first.start(), end - first.start());
        }

        static int each(UnmapContext kernel, VmaRange vmas) {
          int error = 0;
          for (Vma vma : vmas.vmas()) {
            VmaRange one = kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start());
            error = error != 0 ? error : kernel.userfaultfd().prep(one);
          }
          return error;
        }

        static int prep(UnmapContext kernel, VmaRange vmas) {
          return PREP;
        }

        static VmaRange unlocked(UnmapContext kernel, VmaRange vmas) {
          return UNLOCKED;
        }
      }
      """;

  /** Lets go of the lock where the tree has no memory, and tries again with the same VMAs. */
  private static final String GOES_ON =
      """
      package student;

      import org.mmkit.unmap.*;

      @Strategy(id = "goes-on", era = Era.PER_VMA_LOCK)
      public class MyUnmap implements UnmapStrategy {
        public int munmap(UnmapContext kernel, long start, long length) {
          if (kernel.mmapSem().downWriteKillable() != 0) {
            return -Errno.EINTR;
          }
          MtDetach found = kernel.vmas().mtDetach(start, start + kernel.pageAlign(length));
          VmaRange vmas = kernel.lookupAndSplit(start, length);
          int error = vmas.error();
          int count = 0;
          if (error != 0 || vmas.isEmpty()) {
            kernel.mmapSem().upWrite();
            return error;
          }
          Vma last = vmas.vmas().get(vmas.vmas().size() - 1);
          Vma below = kernel.vmas().prev(vmas.vmas().get(0).start());
          Vma above = kernel.vmas().next(last);
          long floor = below == null ? 0 : below.end();
          long ceiling = above == null ? 0 : above.start();
          for (Vma vma : vmas.vmas()) {
            kernel.vmas().startWrite(vma);
            error = error != 0 ? error : found.store(count++, vma);
            kernel.vmas().markDetached(vma);
          }
          error = error != 0 ? error : kernel.userfaultfd().prep(found.vmas());
          int before = error;
          error = error != 0 ? error : kernel.vmas().iterClearGfp(found.vmas());
          if (before == 0 && error != 0) {
            kernel.mmapSem().upWrite();
            kernel.mmapSem().downWrite();
            error = kernel.vmas().iterClearGfp(found.vmas());
          }
          if (error == 0) {
            kernel.vmas().subtractLockedVm(found.vmas());
            MmuGather gather = kernel.tlbGather();
            gather.unmapVmas(found.vmas());
            gather.freePgtables(found.vmas(), floor, ceiling);
            gather.finish();
            kernel.removeVmaList(found.vmas());
          } else {
            found.vmas().vmas().forEach(kernel.vmas()::markAttached);
          }
          kernel.mmapSem().upWrite();
          kernel.userfaultfd().complete();
          return error;
        }
      }
      """;

  @TempDir Path root;

  private List<Cause> causes(String source, String stage, String caseId) {
    StudentProject project = new StudentProject(root).source("student/MyUnmap.java", source);
    project.stages = List.of(stage);
    project.cases = new CaseGlob(caseId);
    project.budget = stage.equals("explore") ? OptionalInt.of(1) : OptionalInt.empty();
    return Causes.of(project.verifyForReal().run().strategies().get(0));
  }

  private void assertProved(String source, String stage, String caseId, String sentence) {
    List<Cause> causes = causes(source, stage, caseId);
    assertThat(causes).extracting(Cause::sentence).contains(sentence);
    assertThat(causes).noneMatch(Cause::isGuess);
  }

  private static String with(String prep, String unlocked) {
    return RIGHT.replace("PREP", prep).replace("UNLOCKED", unlocked);
  }

  @Test
  void aPreparationForEachVmaIsPutRightByOneForAll() {
    assertProved(
        with("each(kernel, vmas)", "vmas"),
        "explore",
        "s56-eighty",
        "userfaultfd().prep() is called more than once for one range.");
  }

  @Test
  void aPreparationUpToTheFirstHoleIsPutRightByOneForAll() {
    assertProved(
        with("kernel.userfaultfd().prep(toHole(kernel, vmas))", "vmas"),
        "explore",
        "s52-huge",
        "userfaultfd().prep() is called for a part of the range.");
  }

  @Test
  void pagesThatAreUnlockedUpToTheFirstHole() {
    assertProved(
        with("kernel.userfaultfd().prep(vmas)", "toHole(kernel, vmas)"),
        "conformance",
        "MUN-407",
        "munlock is called for a part of the range.");
  }

  @Test
  void whatWasFoundBeforeTheLockWasReleased() {
    assertProved(
        GOES_ON,
        "explore",
        "s17-locked",
        "mmap_sem is released after detach failed, and detach is tried again with the same VMAs.");
  }
}
