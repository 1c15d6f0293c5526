// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.mm.config.Defect;

/**
 * The last act of every writer of mmap_lock: a number moves on, and all VMAs that it has locked are
 * unlocked at once ({@code vma_end_write_all}). Who sees the new number has to see what the writer
 * did before.
 */
record VmaUnlocking(Kernel kernel, OrderedCell sequence) implements RwSemaphore.WriterEnd {

  @Override
  public void end(boolean downgrades) {
    if (downgrades && kernel.has(Defect.I_10)) {
      return;
    }
    long next = sequence.peek() + 1;
    if (kernel.has(Defect.I_03)) {
      sequence.write(next);
    } else {
      sequence.writeRelease(next);
    }
  }
}
