// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import java.util.List;
import java.util.stream.Stream;
import org.mmkit.suite.load.Mode;

/** What the model expects of a machine with 192 CPUs that nobody here has. */
final class Predictions {
  private static final Stand MERGED = Stand.of("4s-192", "merged-5.8");
  private static final Stand PER_VMA = MERGED.with("pervma-6.4");
  private static final int ALL = 192;
  private static final long BUDGET = 600_000;
  private static final long FAULT_BUDGET = 4_000_000;

  /** As the shipped load, but large enough that faults count, and not mappings. */
  private static final String FAULTS =
      """
      @page_fault3 | store to each page of a shared mapping of a file | perf | modes=threads,processes | tasks=192 | ends=512
      loop: a = mmap(M=2m, RW, 'sf')
      loop: touch(a, M)
      loop: munmap(a, M)
      """;

  private static final double MANY = Double.POSITIVE_INFINITY;

  private Predictions() {}

  private static double ratio(Stand stand, String load) {
    return stand.ops(load, Mode.PROCESSES, ALL, BUDGET)
        / stand.ops(load, Mode.THREADS, ALL, BUDGET);
  }

  private static double faultRatio(Stand stand) {
    return stand.runText(FAULTS, Mode.PROCESSES, ALL, FAULT_BUDGET).opsPerSecond()
        / stand.runText(FAULTS, Mode.THREADS, ALL, FAULT_BUDGET).opsPerSecond();
  }

  private static double growth(String load) {
    return MERGED.ops(load, Mode.PROCESSES, ALL, BUDGET)
        / MERGED.ops(load, Mode.PROCESSES, 1, BUDGET);
  }

  /** By the policies of mmap_sem, each against the next slower one. */
  private static List<Anchor> smallAllocs() {
    double fifo = smallAllocs("fifo");
    double v5m11 = smallAllocs("5.11");
    double v4m18 = smallAllocs("4.18");
    double v5m2 = smallAllocs("5.2");
    return List.of(
        policyRow(
            "5.11 ÷ fifo",
            "fifo wakes a sleeper at each hand-over; elsewhere who runs takes the lock first",
            v5m11 / fifo,
            1.2),
        policyRow(
            "4.18 ÷ 5.11",
            "under 5.11 faults take the lock past the queue, so that writers find it held for"
                + " reading, where they do not spin for long, and sleep",
            v4m18 / v5m11,
            1),
        policyRow(
            "5.2 ÷ 4.18",
            "under 5.2 writers spin behind readers too, and hardly sleep; the faults pay for it",
            v5m2 / v4m18,
            1));
  }

  private static double smallAllocs(String policy) {
    return MERGED.under(policy).medianOps("small-allocs-mt", Mode.THREADS, ALL, BUDGET);
  }

  private static Anchor policyRow(String policies, String reason, double model, double least) {
    return Anchor.predicted(
        "`small-allocs-mt`, 192 threads, " + policies, reason, model, least, MANY);
  }

  static List<Anchor> all() {
    return Stream.concat(processes().stream(), smallAllocs().stream()).toList();
  }

  private static List<Anchor> processes() {
    double brk1 = ratio(MERGED, "brk1");
    double fault = faultRatio(MERGED);
    return List.of(
        ratioRow("brk1", "threads take turns for one mmap_sem", brk1, 30, MANY),
        ratioRow("mmap1", "the same", ratio(MERGED, "mmap1"), 30, MANY),
        ratioRow(
            "page_fault3",
            "faults read mmap_sem: they share it, but all write its line; less than brk1",
            fault,
            1,
            brk1),
        ratioRow(
            "page_fault3` with `pervma-6.4",
            "faults take the locks of their own VMAs, and mmap_sem for each mapping alone; less"
                + " again",
            faultRatio(PER_VMA),
            1,
            fault),
        Anchor.predicted(
            "`mmap1`, 192 processes ÷ 1",
            "128 MiB are more than a CPU may count for itself: all take the lock of the overcommit"
                + " counter",
            growth("mmap1"),
            2,
            150),
        Anchor.predicted(
            "`page_fault1`, 192 processes ÷ 1",
            "pages come and go in batches under the locks of zone and LRU",
            growth("page_fault1"),
            2,
            180));
  }

  private static Anchor ratioRow(
      String load, String reason, double model, double least, double most) {
    return Anchor.predicted(
        "`" + load + "`, 192 processes ÷ 192 threads", reason, model, least, most);
  }
}
