// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import org.mmkit.machine.StepKind;
import org.mmkit.machine.StepWatch;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Parts;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaSplit;

/** Counts what {@link Work} tells, on a kernel of which two parts tell what they do. */
final class WorkCount implements StepWatch {
  private long flushes;
  private long gathers;
  private long splits;
  private boolean on;

  /**
   * The parts of a kernel, and those that count; a part that is already made otherwise counts not.
   */
  Parts in(Parts parts) {
    Parts counting = parts;
    Parts gather = Parts.with(MmuGather.PART, Gather::new);
    if (counting.common(gather).isEmpty()) {
      counting = counting.and(gather);
    }
    Parts split = Parts.with(VmaSplit.PART, Split::new);
    return counting.common(split).isEmpty() ? counting.and(split) : counting;
  }

  /** From here on it counts. */
  void begin() {
    on = true;
  }

  /** From here on it does not. */
  void end() {
    on = false;
  }

  Work work(long pages, long batch, long locks) {
    return new Work(pages, batch, flushes, gathers, splits, locks);
  }

  @Override
  public void takes(int task, StepKind kind) {
    flushes += on && kind == StepKind.TLB_FLUSH ? 1 : 0;
  }

  /** A gather that is counted. */
  private final class Gather extends MmuGather {
    Gather(TaskStruct task, MmStruct mm) {
      super(task, mm);
      gathers += on ? 1 : 0;
    }
  }

  /** Splits that are counted. */
  private final class Split extends VmaSplit {
    Split(TaskStruct task, MmStruct mm) {
      super(task, mm);
    }

    @Override
    protected int maySplit(VmArea vma, long address) {
      splits += on ? 1 : 0;
      return super.maySplit(vma, address);
    }
  }
}
