// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.mm.Munmap;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.VmaRange;

/** An mmu_gather of the model, as a strategy sees it. */
final class KernelMmuGather implements MmuGather {
  private final KernelContext context;
  private final Munmap munmap;
  private final org.mmkit.mm.MmuGather gather;

  KernelMmuGather(KernelContext context, Munmap munmap) {
    this.context = context;
    this.munmap = munmap;
    this.gather = munmap.tlbGather();
  }

  @Override
  public void unmapVmas(VmaRange vmas) {
    context.says("unmapVmas");
    context.zaps(vmas);
    munmap.unmapVmas().unmap(gather, KernelContext.range(vmas));
  }

  @Override
  public void unmapVmasSkipVmFlags(VmaRange vmas) {
    context.says("unmapVmas");
    context.zaps(vmas);
    munmap.unmapVmas().unmap(gather, KernelContext.range(vmas), true);
  }

  @Override
  public void freePgtables(VmaRange vmas) {
    context.says("freePgtables");
    munmap.freePgtables().free(gather, KernelContext.some(vmas, "freePgtables"));
  }

  @Override
  public void freePgtables(VmaRange vmas, long floor, long ceiling) {
    context.says("freePgtables");
    munmap.freePgtables().free(gather, KernelContext.range(vmas), floor, ceiling);
  }

  @Override
  public void finish() {
    context.says("finish");
    gather.finish();
  }
}
