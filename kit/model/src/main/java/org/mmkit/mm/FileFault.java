// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.RwSemaphore;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/** A fault on a page of a file mapping that has no entry yet ({@code do_fault}). */
final class FileFault {
  private final TaskStruct task;
  private final PageFrames frames;

  FileFault(TaskStruct task) {
    this.task = task;
    this.frames = task.kernel().frames();
  }

  /** Maps the page; a truncation waits meanwhile, or is over. */
  Signal handle(VmArea vma, PteTable table, long address, boolean write) {
    if (write && !vma.has(VmFlags.VM_SHARED)) {
      // Even for a page beyond the end of the file, which shows in what merges later.
      AnonVmas.prepare(task, vma);
    }
    RwSemaphore invalidate = vma.inode().cache().invalidateLock();
    invalidate.downRead();
    Signal signal = locked(vma, table, address, write);
    invalidate.upRead();
    return signal;
  }

  private Signal locked(VmArea vma, PteTable table, long address, boolean write) {
    if (!write && !vma.isPfnmap() && new FaultAround(task).map(vma, table, address)) {
      return Signal.NONE;
    }
    Inode inode = vma.inode();
    long page = vma.pgoffOf(address);
    if (inode.isBeyondEnd(page)) {
      return Signal.BUS_ADRERR;
    }
    long watched = inode.cache().cached(page) < 0 ? VmFlags.VM_UFFD_MISSING : VmFlags.VM_UFFD_MINOR;
    if (inode.isShmem() && vma.has(watched)) {
      return Signal.MISSING;
    }
    boolean missing = inode.cache().cached(page) < 0;
    inode.cache().clearReclaimed(page);
    ReadAhead.fault(vma, inode, page, task.cpu());
    int cached = inode.cache().page(page, task.cpu());
    boolean waited = missing && inode.kind() == Inode.Kind.REGULAR;
    if (waited && !write && new FaultAround(task).map(vma, table, address)) {
      return Signal.NONE;
    }
    // Truncation may drop the page from the cache while this fault goes on.
    frames.get(cached);
    Signal signal = map(vma, table, address, write, cached);
    frames.put(task.cpu(), cached);
    return signal;
  }

  private Signal map(VmArea vma, PteTable table, long address, boolean write, int cached) {
    boolean shared = vma.has(VmFlags.VM_SHARED);
    if (write && !shared) {
      return copied(vma, table, address, cached);
    }
    long bits = Pte.protection(vma.flags());
    if (write) {
      bits |= Pte.WRITE | Pte.DIRTY;
    }
    if (vma.isPfnmap()) {
      bits |= Pte.SPECIAL;
    } else if (write) {
      frames.set(cached, PageFrames.DIRTY);
    }
    return Fault.of(task).install(vma, table, address, Pte.of(cached, bits));
  }

  private Signal copied(VmArea vma, PteTable table, long address, int cached) {
    AnonVmas.prepare(task, vma);
    int fresh = frames.alloc(task.cpu(), (byte) (PageFrames.ANON | PageFrames.SWAPBACKED));
    task.machine().charge(MmCost.COPY_PAGE, 1);
    frames.copy(cached, fresh);
    long bits = Pte.protection(vma.flags()) | Pte.DIRTY;
    if (vma.has(VmFlags.VM_WRITE)) {
      bits |= Pte.WRITE;
    }
    Signal signal = Fault.of(task).install(vma, table, address, Pte.of(fresh, bits));
    frames.put(task.cpu(), fresh);
    return signal;
  }
}
