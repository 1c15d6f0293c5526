// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.OrderedCell;
import org.mmkit.unmap.KernelLocks;

/** A sequence count of the model, as the lock of a strategy sees it. */
record KernelSequenceCount(OrderedCell cell, String name) implements KernelLocks.SequenceCount {
  @Override
  public long read() {
    return cell.readAcquire();
  }

  @Override
  public void writeBegin() {
    advance(0, "a writer begins in ", "odd, so that one is inside");
  }

  @Override
  public void writeEnd() {
    advance(1, "a writer ends in ", "even, so that none is inside");
  }

  private void advance(long parity, String does, String but) {
    if ((cell.peek() & 1) != parity) {
      throw new IllegalStateException(does + name + ", which is " + cell.peek() + ": " + but);
    }
    cell.writeRelease(cell.peek() + 1);
  }
}
