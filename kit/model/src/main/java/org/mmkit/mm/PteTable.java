// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.SpinLock;
import org.mmkit.machine.StepKind;

/** A page table of the lowest level: 512 entries for 2 MiB, with its own lock. */
final class PteTable {
  static final int ENTRIES = 512;

  private final Machine machine;
  final long id;

  /** First byte that it maps. */
  final long base;

  final SpinLock lock;
  private final long[] entries = new long[ENTRIES];
  private int used;
  private boolean freed;

  PteTable(Machine machine, long base) {
    this.machine = machine;
    this.id = machine.newId();
    this.base = base;
    this.lock = new SpinLock(machine, Kernel.PTL, machine.newId());
    machine.made(this);
  }

  static int index(long address) {
    return (int) (address >>> Addr.PAGE_SHIFT) & (ENTRIES - 1);
  }

  /** First byte behind what it maps. */
  long limit() {
    return base + Addr.PMD_SIZE;
  }

  long addressOf(int index) {
    return base + ((long) index << Addr.PAGE_SHIFT);
  }

  /** An entry, as the hardware or the holder of the lock reads it. */
  long get(int index) {
    if (freed) {
      throw machine.fatal(MmRule.U1, "walk of a freed page table of " + Long.toHexString(base), this);
    }
    return entries[index];
  }

  /** Stores an entry; the caller has made the step. */
  void put(int index, long pte) {
    if (freed) {
      throw machine.fatal(MmRule.U1, "store to a freed page table of " + Long.toHexString(base), this);
    }
    long old = entries[index];
    entries[index] = pte;
    if (old == 0 && pte != 0) {
      used++;
    } else if (old != 0 && pte == 0) {
      used--;
    }
  }

  /** Stores an entry as a visible step, which needs the lock. */
  void set(int index, long pte) {
    machine.step(StepKind.PTE_WRITE, id, Access.WRITE);
    requireLock();
    put(index, pte);
  }

  void requireLock() {
    if (!lock.heldBy(machine.current())) {
      machine.report(MmRule.D6, "PTE of " + Long.toHexString(base) + " changed");
    }
  }

  /** Number of entries that are not none. */
  int used() {
    return used;
  }

  boolean isFreed() {
    return freed;
  }

  /** Frees it: the last act of a flush that covered it. */
  void free() {
    if (freed) {
      throw machine.fatal(MmRule.T4, "page table of " + Long.toHexString(base) + " freed twice", this);
    }
    freed = true;
    machine.freed(this);
  }
}
