// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.MmCost;
import org.mmkit.mm.Parts;
import org.mmkit.mm.Zap;

/** Family J of the corpus: performance. */
enum BugsJ implements Bug {

  /** The zap goes from table to table without a rescheduling point. */
  J_10(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void betweenTables() {}
              })),

  /** Each huge page that goes costs an interrupt to every CPU, whether it knows of it or not. */
  J_12(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void gatherHuge(int frame) {
                  task.machine().charge(MmCost.SHOOTDOWN, 1);
                  task.machine().charge(MmCost.SHOOTDOWN_CPU, task.machine().cpus() - 1);
                  super.gatherHuge(frame);
                }
              }));

  private final Parts parts;

  BugsJ(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}
