// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.List;
import org.mmkit.mm.VmArea;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** VMAs of the model, as a strategy sees them. */
record KernelVmaRange(org.mmkit.mm.VmaRange range, List<Vma> vmas) implements VmaRange {

  KernelVmaRange(org.mmkit.mm.VmaRange range) {
    this(range, wrap(range.vmas()));
  }

  private static List<Vma> wrap(List<VmArea> areas) {
    Vma[] vmas = new Vma[areas.size()];
    for (int i = 0; i < vmas.length; i++) {
      vmas[i] = new KernelVma(areas.get(i));
    }
    return List.of(vmas);
  }

  @Override
  public int error() {
    return range.error();
  }

  @Override
  public boolean isEmpty() {
    return range.isEmpty();
  }

  @Override
  public long start() {
    return range.start();
  }

  @Override
  public long end() {
    return range.end();
  }
}
