// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.bugs;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.beside.Binder;

/** A driver that keeps the pointer to its VMA and, in its subclasses, uses it. */
class PointerToVma extends Binder {
  private final Kernel kernel;
  private @Nullable VmArea vma;

  PointerToVma(Kernel kernel) {
    super(kernel);
    this.kernel = kernel;
  }

  @Override
  public void open(VmArea opened) {
    boolean first = !isMapped();
    super.open(opened);
    vma = first ? opened : vma;
  }

  @Override
  public void close(VmArea closed) {
    super.close(closed);
    vma = null;
  }

  /** The pointer, which is used some time after it was read. */
  @Nullable VmArea cached() {
    @Nullable VmArea pointer = vma;
    kernel.machine().step(StepKind.GAP, id(), Access.READ);
    return pointer;
  }
}
