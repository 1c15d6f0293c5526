// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.util.List;
import org.mmkit.mm.VmaSpan;

/** VMAs of the model, as a strategy sees them. */
record KernelVmaRange(VmaSpan span, List<Vma> vmas) implements VmaRange {

  KernelVmaRange(VmaSpan span) {
    this(span, span.vmas().stream().<Vma>map(KernelVma::new).toList());
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
