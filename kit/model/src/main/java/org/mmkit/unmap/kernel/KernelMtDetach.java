// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.RangeLookup;
import org.mmkit.mm.VmArea;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MtDetach;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** A maple tree of the model that holds what is taken out, as a strategy sees it. */
final class KernelMtDetach implements MtDetach {
  private final KernelContext context;
  private final Kernel kernel;
  private final RangeLookup lookup;
  private final long start;
  private final long end;
  private final TreeMap<Integer, VmArea> stored = new TreeMap<>();

  /** Whether a VMA took the place of another one. */
  private boolean isOver;

  /** Made of what is stored when it was last asked for; null if that has changed. */
  private @Nullable KernelVmaRange range;

  KernelMtDetach(KernelContext context, Kernel kernel, RangeLookup lookup, long start, long end) {
    this.context = context;
    this.kernel = kernel;
    this.lookup = lookup;
    this.start = start;
    this.end = end;
  }

  @Override
  public int store(int index, Vma vma) {
    if (index < 0) {
      throw new IllegalArgumentException(
          "The side tree has no place " + index + ": its indices begin at 0.");
    }
    if (kernel.allocationFails()) {
      return context.answer("store", -Errno.ENOMEM);
    }
    VmArea area = KernelContext.area(vma);
    VmArea lost = stored.put(index, area);
    if (lost != null && lost != area && !isOver) {
      isOver = true;
      context.says("store.over");
    }
    range = null;
    return 0;
  }

  @Override
  public VmaRange vmas() {
    if (range == null) {
      range = new KernelVmaRange(lookup.collected(start, end, List.copyOf(stored.values())));
    }
    return range;
  }
}
