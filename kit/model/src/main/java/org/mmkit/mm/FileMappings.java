// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.mm.uapi.Addr;

/**
 * The VMAs that map a file ({@code i_mmap}). Their list and their boundaries change under a lock,
 * so that a truncation misses none of them.
 */
public final class FileMappings {
  private final Machine machine;
  private final RwSemaphore lock;
  private final List<VmArea> vmas = new ArrayList<>(2);

  FileMappings(Machine machine) {
    this.machine = machine;
    this.lock = machine.newSemaphore(Kernel.I_MMAP);
  }

  /** Guards the list and the boundaries ({@code i_mmap_rwsem}); taken with mmap_sem held. */
  public RwSemaphore lock() {
    return lock;
  }

  /** The VMAs; the caller holds the lock. */
  public List<VmArea> vmas() {
    return vmas;
  }

  /** Enters a VMA, under the lock. */
  public void add(VmArea vma) {
    locked(() -> vmas.add(vma));
  }

  /** Removes a VMA, under the lock. */
  public void remove(VmArea vma) {
    locked(() -> vmas.remove(vma));
  }

  /**
   * Changes something with the lock held for writing; takes the lock if the caller does not hold
   * it.
   */
  void locked(Runnable change) {
    boolean held = lock.heldWriteBy(machine.current());
    if (!held) {
      lock.downWrite();
    }
    change.run();
    if (!held) {
      lock.upWrite();
    }
  }

  /** Whether an entry of some page table maps a page of the file and is dirty. */
  boolean haveDirty(long page) {
    return vmas.stream()
        .filter(vma -> page >= vma.pgoff() && page < vma.pgoff() + vma.pages())
        .map(
            vma ->
                vma.mm().pageTables().walk(vma.start() + ((page - vma.pgoff()) << Addr.PAGE_SHIFT)))
        .anyMatch(pte -> Pte.holdsPage(pte) && (pte & Pte.DIRTY) != 0);
  }
}
