// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import static org.mmkit.mm.Parts.with;

import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Parts;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.Zap;

/** Family A of the corpus: lock protocol and phases. */
enum BugsA implements Bug {

  /** A driver's close callback takes mmap_sem for reading. */
  A_19(
      with(
          ShmSegment.PART,
          (kernel, size) ->
              new ShmSegment(kernel, size) {
                @Override
                public void close(VmArea vma) {
                  MmStruct mm = vma.mm();
                  mm.mmapSem().downRead();
                  mm.vmas().find(vma.start());
                  mm.mmapSem().upRead();
                  super.close(vma);
                }
              })),

  /** The zap gives the CPU back while it holds the page-table lock. */
  A_21(
      with(
          Zap.PART,
          (task, gather) ->
              new Zap(task, gather) {
                @Override
                protected void lock(PteTable table) {
                  super.lock(table);
                  task.machine().kernelMode().condResched();
                }
              }));

  private final Parts parts;

  BugsA(Parts parts) {
    this.parts = parts;
  }

  @Override
  public Parts parts() {
    return parts;
  }
}
