// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import org.mmkit.suite.StageRequest;
import org.mmkit.suite.run.Setup;

/** What stage hold measures, for a range of any size, to be put beside a real kernel. */
public final class ModelHold {
  private ModelHold() {}

  /**
   * Figures of one munmap, in nanoseconds of virtual time.
   *
   * @param writeNs for which mmap_sem was held for writing
   * @param readNs for which it was held for reading
   * @param leftNs from the arrival of a second task to the end of munmap
   * @param writerWaitNs how long a second task waited that maps a page
   * @param faultWaitNs how long one waited that faults in another mapping
   */
  public record Figures(
      long writeNs, long readNs, long leftNs, long writerWaitNs, long faultWaitNs) {}

  /** Measures the strategy of a request. */
  public static Figures measure(StageRequest request, long bytes) {
    HoldRun.Result alone = run(request, bytes, Probe.NONE, 0);
    long arrival = alone.totalNs() / 10;
    return new Figures(
        alone.exclusiveHoldSumNs(),
        alone.readHoldNs(),
        Math.max(1, alone.totalNs() - arrival),
        run(request, bytes, Probe.MMAP, arrival).probeWaitNs(),
        run(request, bytes, Probe.FAULT_ELSEWHERE, arrival).probeWaitNs());
  }

  private static HoldRun.Result run(StageRequest request, long bytes, Probe probe, long arrivalNs) {
    Setup setup = Setup.standard(request.defects(), request.fiber());
    return HoldRun.measure(request.subject()::newStrategy, setup, bytes, probe, arrivalNs);
  }
}
