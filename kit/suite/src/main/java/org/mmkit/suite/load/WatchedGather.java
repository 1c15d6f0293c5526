// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.Machine;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.Parts;
import org.mmkit.mm.TaskStruct;

/** A gather that tells when it is closed. */
final class WatchedGather extends MmuGather {
  private final LoadRun run;
  private final Machine machine;
  private final long fromPs;

  private WatchedGather(LoadRun run, TaskStruct task, MmStruct mm) {
    super(task, mm);
    this.run = run;
    this.machine = mm.machine();
    this.fromPs = machine.nowPs();
  }

  /** The parts of a kernel, with such gathers; not where gathers are made otherwise already. */
  static Parts in(Parts parts, LoadRun run) {
    Parts watched = Parts.with(PART, (task, mm) -> new WatchedGather(run, task, mm));
    return parts.common(watched).isEmpty() ? parts.and(watched) : parts;
  }

  @Override
  protected void close() {
    super.close();
    run.accounts().gathered(machine.running(), fromPs);
  }
}
