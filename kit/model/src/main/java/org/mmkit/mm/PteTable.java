// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.SpinLock;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;

/**
 * A page table of the lowest level: 512 entries for 2 MiB, with its own lock. Only a window of them
 * is kept, outside of which all are none.
 */
public final class PteTable {
  static final int ENTRIES = 512;
  private static final long[] NO_ENTRIES = {};

  private final Machine machine;

  /** Id of the mm that it is made for. */
  private final long mm;

  public final long id;

  /** First byte that it maps. */
  public final long base;

  public final SpinLock lock;
  private long[] window = NO_ENTRIES;

  /** Index of the first entry in the window. */
  private int first;

  private int used;

  /** Whether an entry was ever set. */
  private boolean touched;

  /** Whether all entries are one huge page. */
  private boolean huge;

  private boolean freed;

  /** Taken out from under its mapping; walkers that are in it still find it, and empty. */
  private boolean reclaimed;

  PteTable(Machine machine, long mm, long base) {
    this.machine = machine;
    this.mm = mm;
    this.id = machine.newId();
    this.base = base;
    this.lock = new SpinLock(machine, Kernel.PTL, machine.newId());
    machine.recorder().made(this);
  }

  /** The entry of an address, from 0 to 511 ({@code pte_index}). */
  public static int index(long address) {
    return (int) (address >>> Addr.PAGE_SHIFT) & (ENTRIES - 1);
  }

  /** First byte behind what it maps. */
  public long limit() {
    return base + Addr.PMD_SIZE;
  }

  /** The first address that an entry maps. */
  public long addressOf(int index) {
    return base + ((long) index << Addr.PAGE_SHIFT);
  }

  /** An entry, as the hardware or the holder of the lock reads it. */
  public long get(int index) {
    if (freed && !reclaimed) {
      throw machine.fatal(
          MmRule.U1, "walk of a freed page table of " + Long.toHexString(base), this);
    }
    return peek(index);
  }

  private long peek(int index) {
    int place = index - first;
    return place >= 0 && place < window.length ? window[place] : Pte.NONE;
  }

  /** Index of the first entry that may not be none. */
  public int windowStart() {
    return first;
  }

  /** One more than the index of the last entry that may not be none. */
  public int windowEnd() {
    return first + window.length;
  }

  /** An entry as the hardware reads it that cached the way to it, even from a freed table. */
  public long remembered(int index) {
    return peek(index);
  }

  /** An entry as a walker without locks reads it, which a freed table must be safe from. */
  public long getLockless(int index) {
    if (freed) {
      throw machine.fatal(
          MmRule.T2,
          "page table of " + Long.toHexString(base) + " freed under a walker without locks");
    }
    return peek(index);
  }

  /** Stores an entry; the caller has made the step. */
  public void put(int index, long pte) {
    requireInUse();
    long old = peek(index);
    if (old == pte) {
      return;
    }
    huge = false;
    widen(index);
    window[index - first] = pte;
    if (old == 0 && pte != 0) {
      used++;
      touched = true;
    } else if (old != 0 && pte == 0) {
      used--;
    }
    if (old != 0) {
      Unnamed.TRANSLATIONS.touch(machine, mm, Access.ADD);
    }
  }

  private void requireInUse() {
    if (freed || reclaimed) {
      throw machine.fatal(
          MmRule.U1, "store to a freed page table of " + Long.toHexString(base), this);
    }
  }

  /** Stores entries for neighbouring frames, in a table that has none; the caller made the step. */
  void putAll(int firstFrame, long bits) {
    requireInUse();
    keep(ENTRIES, 0);
    for (int index = 0; index < ENTRIES; index++) {
      window[index] = Pte.of(firstFrame + index, bits);
    }
    huge = false;
    used = ENTRIES;
    touched = true;
  }

  private void widen(int index) {
    keep(TableWindow.size(first, window.length, index), index);
  }

  private void keep(int size, int index) {
    if (size != window.length) {
      int from = index & -size;
      long[] wider = new long[size];
      System.arraycopy(window, 0, wider, window.length == 0 ? 0 : first - from, window.length);
      window = wider;
      first = from;
    }
  }

  /** Stores an entry as a visible step, which needs the lock. */
  public void set(int index, long pte) {
    machine.step(StepKind.PTE_WRITE, id, Access.WRITE);
    requireLock();
    put(index, pte);
  }

  void requireLock() {
    if (!lock.heldBy(machine.current())) {
      machine.report(MmRule.D6, "PTE of " + Long.toHexString(base) + " changed");
    }
  }

  /** Whether its entries are one huge page, none of which was changed yet. */
  boolean isHuge() {
    return huge;
  }

  void setHuge() {
    huge = true;
  }

  /** Number of entries that are not none. */
  public int used() {
    return used;
  }

  /** Whether it was made for a fault that has put nothing into it: Linux makes it only now. */
  boolean isUntouched() {
    return !touched;
  }

  /** Whether it was unlinked although VMAs cover its range. */
  public boolean isReclaimed() {
    return reclaimed;
  }

  void reclaim() {
    reclaimed = true;
  }

  boolean isFreed() {
    return freed;
  }

  /** Frees it: the last act of a flush that covered it. */
  void free() {
    if (freed) {
      throw machine.fatal(
          MmRule.T4, "page table of " + Long.toHexString(base) + " freed twice", this);
    }
    freed = true;
    machine.recorder().freed(this);
  }
}
