// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.WaitQueue;

/**
 * Changes of page-table entries of an address space after which the TLBs have not been flushed yet,
 * and tasks that drop pages until no fault brings one in.
 */
public final class PendingFlushes {
  private final Machine machine;
  private final long mm;
  private final WaitQueue flushed;
  private final WaitQueue dropped;
  private int tlbFlushPending;
  private int underWay;
  private int dropping;

  PendingFlushes(Machine machine, long mm) {
    this.machine = machine;
    this.mm = mm;
    this.flushed = new WaitQueue(machine, "a flush of the TLBs");
    this.dropped = new WaitQueue(machine, "a task that drops its pages");
  }

  /** Entries are being changed that other tasks must flush too ({@code inc_tlb_flush_pending}). */
  public void incTlbFlushPending() {
    touch(Access.ADD);
    tlbFlushPending++;
  }

  /** They are flushed ({@code dec_tlb_flush_pending}). */
  public void decTlbFlushPending() {
    touch(Access.ADD);
    tlbFlushPending--;
    wake(!peek(), flushed);
  }

  /** How many tasks have announced their changes ({@code tlb_flush_pending}). */
  int tlbFlushPending() {
    touch(Access.READ);
    return tlbFlushPending;
  }

  /** Entries are being changed, which the same task flushes before it lets go of its locks. */
  public void begin() {
    touch(Access.ADD);
    underWay++;
  }

  /** They are flushed. */
  public void end() {
    touch(Access.ADD);
    underWay--;
    wake(!peek(), flushed);
  }

  /** A task drops pages as often as faults bring them in, until it finds none. */
  public void beginDropping() {
    touch(Access.ADD);
    dropping++;
  }

  /** It has found none, or lets others have the lock. */
  public void endDropping() {
    touch(Access.ADD);
    dropping--;
    wake(dropping == 0, dropped);
  }

  /** Whether a TLB may still hold what the page tables do not. */
  public boolean isPending() {
    touch(Access.READ);
    return peek();
  }

  /** The same for an onlooker. */
  boolean peek() {
    return tlbFlushPending + underWay > 0;
  }

  private void touch(Access access) {
    Unnamed.FLUSHES.touch(machine, mm, access);
  }

  /**
   * Waits for all pending flushes, and for those who drop pages. Until they are done, a CPU whose
   * walk cache still holds a freed table faults again and again, and so may one whose pages are
   * dropped each time.
   */
  public void await() {
    while (isPending() || dropping > 0) {
      if (peek()) {
        flushed.sleep();
      } else {
        dropped.sleep();
      }
    }
  }

  /** Waits for those who drop pages alone: they hold no lock that a holder of mmap_sem may need. */
  public void awaitDropping() {
    while (dropping > 0) {
      touch(Access.READ);
      dropped.sleep();
    }
  }

  private void wake(boolean due, WaitQueue waiting) {
    if (due && !waiting.isEmpty()) {
      touch(Access.READ);
      waiting.wakeAll();
    }
  }
}
