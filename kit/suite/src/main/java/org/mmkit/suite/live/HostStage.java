// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.live;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.perf.ModelHold;
import org.mmkit.suite.perf.ModelHold.Operation;
import org.mmkit.suite.record.CaseRecord;

/**
 * The experiment of the cover letter on the kernel that this machine runs: how long unmapping holds
 * mmap_lock, and what a second thread waits. With root, by the tracepoints of mmap_lock; without,
 * by timing alone. Beside it the same in the model.
 */
public final class HostStage implements Stage {
  /** The case whose message is the table. */
  public static final String TABLE = "table";

  /** The ranges that are traced, in KiB, and how often. */
  private static final List<Range> RANGES =
      List.of(
          new Range("4 KiB", 4, 40),
          new Range("2 MiB", 2048, 15),
          new Range("64 MiB", 65536, 7),
          new Range("1 GiB", 1048576, 2));

  private static final long KIB = 1024;
  private static final long PAGE_KIB = 4;

  /** From this size on a second thread has something to wait for. */
  private static final long LARGE_KIB = 65536;

  /** A range; a page cannot be made smaller by mremap. */
  private record Range(String name, long kib, int times) {
    List<Operation> operations() {
      return Stream.of(Operation.values())
          .filter(one -> kib > PAGE_KIB || one != Operation.MREMAP)
          .toList();
    }

    boolean isLarge() {
      return kib >= LARGE_KIB;
    }
  }

  /** A case. */
  private record Job(Operation operation, Range range) {
    String id() {
      return caseId(operation.id(), range.name());
    }

    CaseRecord measure(StageRequest request, Progress progress, LiveTable table) {
      // On a busy machine a case takes minutes, and its windows seconds: each is some progress.
      Runnable heard = () -> progress.beginRun(false);
      LiveHold kernel =
          LiveHold.measure(operation.id(), range.kib(), range.times(), range.isLarge(), heard);
      table.kernel(operation.id(), range.name(), kernel);
      ModelHold.measure(request, operation, range.kib() * KIB)
          .ifPresent(it -> table.model(operation.id(), range.name(), it, range.isLarge()));
      return kernel.record(id());
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
    List<Job> jobs =
        RANGES.stream()
            .flatMap(range -> range.operations().stream().map(one -> new Job(one, range)))
            .filter(job -> request.selects(id(), job.id()))
            .toList();
    progress.expect(jobs.size() + 1);
    jobs.forEach(job -> progress.run(job.id(), "", () -> job.measure(request, progress, table)));
    progress.run(TABLE, "", () -> CaseRecord.pass(TABLE, "", text(table)));
    return new StageResult(
        table.measures(), List.of(), new TreeSet<>(), Optional.of(basis(request)));
  }

  /** The name of a case, such as {@code munmap-1gib}. */
  static String caseId(String operation, String size) {
    return operation + "-" + size.replace(" ", "").toLowerCase(Locale.ROOT);
  }

  private static String basis(StageRequest request) {
    return "Linux "
        + HostFacts.release()
        + ". The model: strategy "
        + request.subject().info().reference()
        + ", "
        + ModelHold.machine(request)
        + ".";
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
