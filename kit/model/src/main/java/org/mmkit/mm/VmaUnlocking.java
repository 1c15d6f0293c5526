// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.Function;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.RwSemaphore;

/**
 * The last act of every writer of mmap_lock: a number moves on, and all VMAs that it has locked are
 * unlocked at once ({@code vma_end_write_all}). A task that sees the new number has to see what the
 * writer did before.
 */
public class VmaUnlocking implements RwSemaphore.WriterEnd {
  /** How it is made: of the cell that holds the number. */
  public static final Part<Function<OrderedCell, VmaUnlocking>> PART =
      Part.of("vma_end_write_all", VmaUnlocking::new);

  private final OrderedCell sequence;

  /** For its maker, and for subclasses, which do one step otherwise. */
  protected VmaUnlocking(OrderedCell sequence) {
    this.sequence = sequence;
  }

  @Override
  public void release() {
    unlockAll();
  }

  @Override
  public void downgrade() {
    unlockAll();
  }

  private void unlockAll() {
    store(sequence, sequence.peek() + 1);
  }

  /** Publishes the next number. */
  protected void store(OrderedCell cell, long next) {
    cell.writeRelease(next);
  }
}
