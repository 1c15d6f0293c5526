// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.ChoiceKind;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.TaskStruct;
import org.mmkit.unmap.HistoricSteps;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** The model's steps of the postings, as a strategy sees them. */
record KernelHistoricSteps(KernelContext context, TaskStruct task, Munmap munmap)
    implements HistoricSteps {
  @Override
  public long hpagePudSize() {
    return task.kernel().params().hpagePudSize();
  }

  @Override
  public boolean needResched() {
    return task.kernel().machine().choose(ChoiceKind.NEED_RESCHED, 2) == 1;
  }

  @Override
  public void condResched() {
    context.says("condResched");
    munmap.condResched();
  }

  @Override
  public VmaRange rangeFrom(Vma first, long start, long length) {
    return new KernelVmaRange(munmap.range().from(KernelContext.area(first), start, length));
  }

  @Override
  public void markDead(VmaRange vmas) {
    context.says("markDead");
    munmap.specials().markDead(KernelContext.range(vmas));
  }

  @Override
  public void zapPageRange(VmaRange vmas) {
    context.says("zapPageRange");
    context.zaps(vmas);
    munmap.unmapVmas().zapPageRange(KernelContext.range(vmas));
  }

  @Override
  public void writeVmFlags(VmaRange vmas) {
    context.says("writeVmFlags");
    munmap.specials().forget(KernelContext.range(vmas));
  }

  @Override
  public long lockedVm() {
    return task.mm().counters().lockedVm();
  }
}
