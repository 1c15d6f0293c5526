// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** What a munmap does too often is named, each by its own rule, and fails nobody. */
class NeedlessWorkTest {
  private static final long TABLE = 2L << 20;

  /** Takes a range out with the lock held for writing, in one way or another. */
  private abstract static class Exclusive implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int error = kernel.checkRange(start, length);
      if (error != 0) {
        return error;
      }
      if (kernel.mmapSem().downWriteKillable() != 0) {
        return -Errno.EINTR;
      }
      error = locked(kernel, start, kernel.pageAlign(length));
      kernel.mmapSem().upWrite();
      kernel.userfaultfd().complete();
      return error;
    }

    int locked(UnmapContext kernel, long start, long length) {
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      int error = vmas.error() != 0 ? vmas.error() : kernel.userfaultfd().prep(vmas);
      if (error == 0 && !vmas.isEmpty()) {
        kernel.munlock(vmas);
        kernel.detach(vmas);
        kernel.archUnmap(vmas);
        zap(kernel, vmas);
        kernel.removeVmaList(vmas);
      }
      return error;
    }

    void zap(UnmapContext kernel, VmaRange vmas) {
      kernel.unmapRegion(vmas);
    }
  }

  /** One gather, a flush for each table: a chunk is detached, zapped and finished by itself. */
  private static final class ChunkByChunk extends Exclusive {
    @Override
    int locked(UnmapContext kernel, long start, long length) {
      for (long done = 0; done < length; done += TABLE) {
        int error = super.locked(kernel, start + done, Math.min(TABLE, length - done));
        if (error != 0) {
          return error;
        }
      }
      return 0;
    }
  }

  /** A gather for each VMA is opened and finished thrice. */
  private static final class GatherAgain extends Exclusive {
    @Override
    void zap(UnmapContext kernel, VmaRange vmas) {
      for (int i = 0; i < 3; i++) {
        kernel.unmapRegion(vmas);
      }
    }
  }

  /** Cuts the VMA in the middle first. */
  private static final class CutsInTheMiddle extends Exclusive {
    @Override
    int locked(UnmapContext kernel, long start, long length) {
      Vma first = kernel.vmas().findVma(start);
      long middle = start + length / 2 / TABLE * TABLE;
      if (first != null && first.start() <= start && first.end() > middle && middle > start) {
        int error = kernel.vmas().splitBelow(first, middle);
        if (error != 0) {
          return error;
        }
      }
      return super.locked(kernel, start, length);
    }
  }

  /** Looks first with the lock held for reading. */
  private static final class LooksFirst extends Exclusive {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      if (kernel.checkRange(start, length) == 0) {
        kernel.mmapSem().downRead();
        kernel.vmas().lookup(start, kernel.pageAlign(length));
        kernel.mmapSem().upRead();
      }
      return super.munmap(kernel, start, length);
    }
  }

  /** Frees tables by a gather of their own. */
  private static final class TwoGathers extends Exclusive {
    @Override
    void zap(UnmapContext kernel, VmaRange vmas) {
      MmuGather pages = kernel.tlbGather();
      pages.unmapVmas(vmas);
      pages.finish();
      MmuGather tables = kernel.tlbGather();
      tables.freePgtables(vmas);
      tables.finish();
    }
  }

  /** A gather for each VMA. */
  private static final class GatherForEach extends Exclusive {
    @Override
    void zap(UnmapContext kernel, VmaRange vmas) {
      for (Vma vma : vmas.vmas()) {
        MmuGather pages = kernel.tlbGather();
        pages.unmapVmas(kernel.history().rangeFrom(vma, vma.start(), vma.end() - vma.start()));
        pages.finish();
      }
      MmuGather tables = kernel.tlbGather();
      tables.freePgtables(vmas);
      tables.finish();
    }
  }

  private static List<String> named(Supplier<UnmapStrategy> factory) {
    return named(factory, "hold/sizes");
  }

  private static List<String> named(Supplier<UnmapStrategy> factory, String id) {
    Subject subject = new Subject(StrategyInfo.of(factory.get().getClass(), false), factory);
    StageRun run = StageRun.of("hold", StageRun.request(subject, 1, id, List.of()));
    assertThat(run.cases()).allMatch(one -> one.status() == CaseStatus.PASS);
    assertThat(run.findings()).noneMatch(finding -> finding.isUnsafe());
    return List.copyOf(
        new TreeSet<>(run.findings().stream().map(one -> one.broken().id()).toList()));
  }

  @Test
  void aFlushAndAGatherForEachChunk() {
    assertThat(named(ChunkByChunk::new)).containsExactly("PF7", "PF8", "PF9");
  }

  @Test
  void aGatherThatIsOpenedAgain() {
    assertThat(named(GatherAgain::new)).containsExactly("PF8");
  }

  @Test
  void aGatherForEachMapping() {
    assertThat(named(GatherForEach::new)).isEmpty();
    assertThat(named(GatherForEach::new, "hold/mappings")).contains("PF8");
  }

  @Test
  void aSplitThatTheRangeDoesNotAskFor() {
    assertThat(named(CutsInTheMiddle::new)).containsExactly("PF9");
  }

  @Test
  void aLockThatIsTakenTwice() {
    assertThat(named(LooksFirst::new)).containsExactly("PF10");
  }

  @Test
  void oneGatherForPagesAndOneForTablesIsNoWaste() {
    assertThat(named(TwoGathers::new)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exclusive",
        "detach-v7",
        "merged-4.20",
        "merged-5.8",
        "pervma-6.4",
        "gather-6.12"
      })
  void correctStrategiesAreNotNamed(String id) {
    StageRun run = StageRun.of("hold", id, 1, "hold/sizes,hold/mappings");
    assertThat(run.cases()).hasSize(2);
    assertThat(run.findings()).isEmpty();
  }
}
