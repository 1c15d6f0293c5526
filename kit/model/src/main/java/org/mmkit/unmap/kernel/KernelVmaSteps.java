// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;
import org.mmkit.unmap.VmaSteps;

/** The model's steps on one VMA at a time, as a strategy sees them. */
record KernelVmaSteps(KernelContext context, MmStruct mm, Munmap munmap) implements VmaSteps {
  @Override
  public @Nullable Vma findVma(long address) {
    return wrap(mm.vmas().find(address));
  }

  @Override
  public @Nullable Vma next(Vma vma) {
    return wrap(munmap.range().next(KernelContext.area(vma)));
  }

  @Override
  public @Nullable Vma prev(long start) {
    return wrap(munmap.range().before(start));
  }

  private static @Nullable Vma wrap(@Nullable VmArea vma) {
    return vma == null ? null : new KernelVma(vma);
  }

  @Override
  public VmaRange lookup(long start, long length) {
    context.says("lookup");
    return new KernelVmaRange(munmap.range().lookup(start, length));
  }

  @Override
  public int mapCount() {
    return mm.vmas().size();
  }

  @Override
  public int maxMapCount() {
    return mm.kernel().params().maxMapCount();
  }

  @Override
  public int splitBelow(Vma vma, long address) {
    return split(vma, address, true);
  }

  @Override
  public int splitAbove(Vma vma, long address) {
    return split(vma, address, false);
  }

  private int split(Vma vma, long address, boolean newBelow) {
    VmArea area = KernelContext.area(vma);
    if (address <= area.start() || address >= area.end()) {
      throw new IllegalArgumentException(
          "a VMA is split within it: this one is from page "
              + Addr.pages(area.start())
              + " to page "
              + Addr.pages(area.end())
              + ", and the address is in page "
              + Addr.pages(address));
    }
    context.says("splitVma");
    int error = munmap.range().splitVma(area, address, newBelow);
    if (error == 0 && newBelow) {
      munmap.detach().cutOff(mm.vmas().covering(address - 1));
    }
    return context.answer("splitVma", error);
  }

  @Override
  public void startWrite(Vma vma) {
    KernelContext.area(vma).startWrite();
  }

  @Override
  public void markDetached(Vma vma) {
    context.requireVmaLocks("markDetached");
    munmap.detach().mark(KernelContext.area(vma), true);
  }

  @Override
  public void markAttached(Vma vma) {
    context.requireVmaLocks("markAttached");
    munmap.detach().mark(KernelContext.area(vma), false);
  }

  @Override
  public MtDetach mtDetach(long start, long end) {
    return new KernelMtDetach(context, mm.kernel(), munmap.range(), start, end);
  }

  @Override
  public int iterClearGfp(VmaRange vmas) {
    context.says("iterClearGfp");
    return context.answer("iterClearGfp", munmap.detach().iterClearGfp(KernelContext.range(vmas)));
  }

  @Override
  public void subtractLockedVm(VmaRange vmas) {
    context.says("subtractLockedVm");
    munmap.munlock().uncount(KernelContext.range(vmas));
  }
}
