// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaSpan;

/** A side tree of the model, as a strategy sees it. */
final class KernelSideTree implements SideTree {
  private final Munmap munmap;
  private final long start;
  private final long end;
  private final List<VmArea> stored = new ArrayList<>(2);

  KernelSideTree(Munmap munmap, long start, long end) {
    this.munmap = munmap;
    this.start = start;
    this.end = end;
  }

  @Override
  public int store(int index, Vma vma) {
    if (munmap.cannotStore()) {
      return -Errors.ENOMEM;
    }
    while (stored.size() <= index) {
      stored.add(null);
    }
    stored.set(index, KernelContext.area(vma));
    return 0;
  }

  @Override
  public VmaRange vmas() {
    List<VmArea> vmas = new ArrayList<>(stored);
    vmas.removeIf(vma -> vma == null);
    return new KernelVmaRange(VmaSpan.takenOut(start, end, vmas));
  }
}
