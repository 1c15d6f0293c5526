// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.BitSet;
import java.util.Optional;
import org.mmkit.machine.LockHold;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Task;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.run.Setup;

/**
 * The experiment of the series in the model, for each call that unmaps and a range of any size, to
 * be put beside a real kernel. All pages of the range are present.
 */
public final class ModelHold {
  private static final long PAGE = Bench.PAGE;
  private static final int ANONYMOUS = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_ANONYMOUS;
  private static final int CPUS = 4;
  private static final long STEPS_MAX = 50_000_000;
  private static final long PS_PER_NS = 1000;

  /** The second task arrives when a tenth of the call is over. */
  private static final int ARRIVES = 10;

  private final Operation operation;
  private final long bytes;
  private final Bench bench;
  private final Machine machine;
  private long heap;
  private long enteredPs;
  private long returnedPs;

  /** A call that unmaps. */
  public enum Operation {
    /** munmap. */
    MUNMAP("munmap"),
    /** mmap with MAP_FIXED over the range. */
    OVERLAY("overlay"),
    /** brk, to where the heap began. */
    BRK("brk"),
    /** mremap to a single page. */
    MREMAP("mremap");

    private final String id;

    Operation(String id) {
      this.id = id;
    }

    /** Its name in cases and for the experiment's program. */
    public String id() {
      return id;
    }
  }

  /** What a second task does meanwhile. */
  private enum Second {
    NOTHING,
    READ,
    WRITE,
    FAULT
  }

  /**
   * Figures of one call, in nanoseconds of virtual time.
   *
   * @param writeNs for which mmap_sem was held for writing
   * @param readNs for which it was held for reading
   * @param leftNs from the arrival of a second task to the end of the call
   * @param readerWaitNs how long a second task waited for mmap_sem that asked mincore
   * @param writerWaitNs how long one waited that maps a page
   * @param faultWaitNs how long one waited that faults in another mapping
   */
  public record Figures(
      long writeNs,
      long readNs,
      long leftNs,
      long readerWaitNs,
      long writerWaitNs,
      long faultWaitNs) {}

  private record Times(long totalNs, long writeNs, long readNs, long waitNs) {}

  private ModelHold(StageRequest request, Operation operation, long bytes) {
    Setup setup = PerfSetup.of(request);
    this.bench =
        new Bench(
            request.subject()::newStrategy,
            setup.with(setup.machine().withCpus(CPUS).withLockLog().withStepLimit(STEPS_MAX)));
    this.machine = bench.machine();
    this.operation = operation;
    this.bytes = bytes;
  }

  /**
   * Measures the strategy of a request on the machine that it asks for.
   *
   * @return nothing if a run did not come to its end
   */
  public static Optional<Figures> measure(StageRequest request, Operation operation, long bytes) {
    return time(request, operation, bytes, Second.NOTHING, 0)
        .flatMap(alone -> beside(request, operation, bytes, alone));
  }

  /** The machine of the figures, such as {@code profile P, mmap_sem by the rule R}. */
  public static String machine(StageRequest request) {
    return "profile "
        + PerfSetup.of(request).profile().name()
        + ", mmap_sem by the rule "
        + PerfSetup.policy(request);
  }

  private static Optional<Figures> beside(
      StageRequest request, Operation operation, long bytes, Times alone) {
    long arrival = alone.totalNs() / ARRIVES;
    Optional<Times> reader = time(request, operation, bytes, Second.READ, arrival);
    Optional<Times> writer = time(request, operation, bytes, Second.WRITE, arrival);
    Optional<Times> fault = time(request, operation, bytes, Second.FAULT, arrival);
    if (reader.isEmpty() || writer.isEmpty() || fault.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Figures(
            alone.writeNs(),
            alone.readNs(),
            Math.max(1, alone.totalNs() - arrival),
            reader.get().waitNs(),
            writer.get().waitNs(),
            fault.get().waitNs()));
  }

  private static Optional<Times> time(
      StageRequest request, Operation operation, long bytes, Second second, long arrivalNs) {
    return new ModelHold(request, operation, bytes).run(second, arrivalNs * PS_PER_NS);
  }

  private Optional<Times> run(Second second, long arrivalPs) {
    machine.spawn("set-up", 0, this::populate);
    if (machine.run() != RunEnd.COMPLETED) {
      return Optional.empty();
    }
    machine.lockLog().clear();
    Task first = machine.spawn(operation.id(), 0, this::operate);
    Task other = machine.spawn("second", 1, () -> arrive(second, arrivalPs));
    return machine.run() == RunEnd.COMPLETED ? Optional.of(times(first, other)) : Optional.empty();
  }

  private void populate() {
    if (operation == Operation.BRK) {
      heap = bench.syscalls().brk(0);
      bench.syscalls().brk(heap + bytes);
      bench.syscalls().madvise(heap, bytes, Advice.POPULATE_WRITE);
    } else {
      bench.map(Bench.RANGE, bytes, MmapFlags.MAP_NORESERVE | MmapFlags.MAP_POPULATE);
    }
    bench.map(Bench.ELSEWHERE, 16 * PAGE, MmapFlags.MAP_NORESERVE);
    // The first fault of a mapping needs mmap_lock even where each VMA has a lock of its own.
    bench.store(Bench.ELSEWHERE + PAGE);
  }

  private void operate() {
    enteredPs = machine.nowPs();
    long range = Bench.RANGE;
    switch (operation) {
      case MUNMAP -> bench.munmap(range, bytes);
      case OVERLAY ->
          bench.syscalls().mmap(range, bytes, 0, ANONYMOUS | MmapFlags.MAP_FIXED, null, 0);
      case BRK -> bench.syscalls().brk(heap);
      case MREMAP -> bench.syscalls().mremap(range, bytes, PAGE, 0, 0);
    }
    returnedPs = machine.nowPs();
  }

  private void arrive(Second second, long arrivalPs) {
    machine.delay(arrivalPs);
    switch (second) {
      case NOTHING -> {}
      case READ -> bench.syscalls().mincore(Bench.ELSEWHERE, 4 * PAGE, new BitSet());
      case WRITE -> bench.mapAnywhere();
      case FAULT -> bench.store(Bench.ELSEWHERE);
    }
  }

  private Times times(Task first, Task second) {
    long writing = 0;
    long reading = 0;
    long waited = 0;
    for (LockHold hold : machine.lockLog().holds()) {
      if (hold.lock() != bench.process().mm().mmapSem()) {
        continue;
      }
      if (hold.task() == second) {
        waited += hold.waitedPs();
      } else if (hold.task() == first && hold.mode() == LockMode.WRITE) {
        writing += hold.heldPs();
      } else if (hold.task() == first) {
        reading += hold.heldPs();
      }
    }
    return new Times(ns(returnedPs - enteredPs), ns(writing), ns(reading), ns(waited));
  }

  private static long ns(long picoseconds) {
    return (picoseconds + PS_PER_NS / 2) / PS_PER_NS;
  }
}
