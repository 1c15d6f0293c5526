// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.List;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmaSpan;
import org.mmkit.unmap.Vma;
import org.mmkit.unmap.VmaRange;

/** VMAs of the model, as a strategy sees them. */
record KernelVmaRange(VmaSpan span, List<Vma> vmas) implements VmaRange {

  KernelVmaRange(VmaSpan span) {
    this(span, wrap(span.vmas()));
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
    return span.error();
  }

  @Override
  public boolean isEmpty() {
    return span.isEmpty();
  }

  @Override
  public long start() {
    return span.start();
  }

  @Override
  public long end() {
    return span.end();
  }
}
