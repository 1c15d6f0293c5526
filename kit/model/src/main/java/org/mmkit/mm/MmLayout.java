// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.mm.uapi.Addr;

/** Where the heap of an address space lies, and where mmap(NULL) places mappings. */
public final class MmLayout {
  private final LockRules locks;
  private long startBrk;
  private long brk;
  private long mmapBase = Addr.TASK_SIZE - (64L << 30);
  private long arenaStart;
  private long arenaEnd;

  MmLayout(LockRules locks) {
    this.locks = locks;
  }

  /** Start of the heap; 0 before {@link #startHeap}. */
  public long startBrk() {
    return startBrk;
  }

  /** End of the heap. */
  public long brk() {
    return brk;
  }

  /** Places an empty heap, as execve does. */
  public void startHeap(long address) {
    startBrk = address;
    brk = address;
  }

  /** Moves the end of the heap. */
  public void setBrk(long address) {
    locks.write(MmField.BRK);
    brk = address;
  }

  /** Top of the area in which mmap(NULL) places mappings, downwards. */
  long mmapBase() {
    return arenaEnd != 0 ? arenaEnd : mmapBase;
  }

  /** Lowest address at which mmap(NULL) places a mapping. */
  long mmapFloor() {
    return arenaEnd != 0 ? arenaStart : Addr.PAGE_SIZE * 16;
  }

  /** Confines mmap(NULL) to [start, end), so that what was just freed must be used again. */
  public void confineMmap(long start, long end) {
    arenaStart = start;
    arenaEnd = end;
  }

  /** Places fork's child as its parent is. */
  void copy(MmLayout parent) {
    startBrk = parent.startBrk;
    brk = parent.brk;
    mmapBase = parent.mmapBase;
    arenaStart = parent.arenaStart;
    arenaEnd = parent.arenaEnd;
  }
}
