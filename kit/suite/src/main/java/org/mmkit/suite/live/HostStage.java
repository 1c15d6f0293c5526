// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.host.HostExperiment;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.perf.ModelHold;
import org.mmkit.suite.record.CaseRecord;

/**
 * The experiment of the cover letter on the kernel that this machine runs: how long unmapping holds
 * mmap_lock, and what a second thread waits. With root, by the tracepoints of mmap_lock; without,
 * by timing alone.
 */
public final class HostStage implements Stage {
  /** The case whose message is the table. */
  public static final String TABLE = "table";

  private static final List<String> OPERATIONS = List.of("munmap", "overlay", "brk", "mremap");

  /** The ranges that are traced, in KiB, and how often. */
  private static final List<Range> RANGES =
      List.of(
          new Range("4 KiB", 4, 40),
          new Range("2 MiB", 2048, 15),
          new Range("64 MiB", 65536, 7),
          new Range("1 GiB", 1048576, 2));

  /** From this size on a second thread has something to wait for. */
  private static final long LARGE_KIB = 65536;

  private static final int WINDOWS = 3;

  private record Range(String name, long kib, int times) {
    /** A page cannot be made smaller by mremap. */
    List<String> operations() {
      return kib > 4 ? OPERATIONS : OPERATIONS.subList(0, OPERATIONS.size() - 1);
    }

    boolean isLarge() {
      return kib >= LARGE_KIB;
    }

    String caseId(String operation) {
      return operation + "-" + name.replace(" ", "").toLowerCase(Locale.ROOT);
    }
  }

  @Override
  public String id() {
    return "host";
  }

  @Override
  public boolean ofAGoal() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    LiveTable table = new LiveTable();
    progress.expect(RANGES.stream().mapToInt(range -> range.operations().size()).sum() + 1);
    for (Range range : RANGES) {
      for (String operation : range.operations()) {
        String id = range.caseId(operation);
        progress.run(id, "", () -> measure(id, operation, range, table));
      }
      String strategy = request.subject().info().reference();
      ModelHold.Figures figures = ModelHold.measure(request, range.kib() * 1024);
      table.model(strategy, range.name(), figures, range.isLarge());
    }
    progress.run(TABLE, "", () -> CaseRecord.pass(TABLE, "", text(table)));
    return StageResult.nothing();
  }

  private static CaseRecord measure(String id, String operation, Range range, LiveTable table) {
    List<LockTrace.Held> held = List.of();
    String traced = "";
    try {
      held =
          LockTrace.read(
              HostExperiment.run(
                  operation, range.kib(), range.times(), HostExperiment.Look.TRACED));
    } catch (Unplayable why) {
      traced = why.reason();
    }
    Waits waits = new Waits(Map.of(), Map.of());
    try {
      if (range.isLarge()) {
        waits =
            Waits.read(
                HostExperiment.run(operation, range.kib(), WINDOWS, HostExperiment.Look.PLAIN));
      }
    } catch (Unplayable why) {
      return CaseRecord.skip(id, "", why.reason());
    }
    if (held.isEmpty() && waits.longestNs().isEmpty()) {
      return CaseRecord.skip(id, "", traced);
    }
    table.kernel(operation, range.name(), held, waits);
    return CaseRecord.pass(id, "", traced.isEmpty() ? "" : "not traced: " + traced);
  }

  private static String text(LiveTable table) {
    return "How long Linux "
        + HostFacts.release()
        + " held mmap_lock, the median; and the longest wait of a second thread's calls as a share"
        + " of the operation (reader: mincore, writer: mmap and munmap, fault: in another"
        + " mapping)\n"
        + table.text();
  }
}
