// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

/**
 * A page that a driver maps into a process beside its own memory, as asynchronous I/O does with its
 * ring. It goes when the driver's file is released: by a munmap, which needs mmap_sem for writing.
 */
final class DriverRing {
  private static final int PROT = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  private static final int FLAGS =
      MmapFlags.MAP_SHARED | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;

  private final TaskStruct task;
  private final MmStruct mm;

  DriverRing(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  long map(Inode device, long address) {
    long landed = new Mmap(task).map(address, Addr.PAGE_SIZE, PROT, FLAGS, null, 0);
    if (landed < 0) {
      return landed;
    }
    device.setRelease(last -> unmap(last, address));
    return 0;
  }

  /** {@code vm_munmap}, by whoever drops the last reference; unless the process is gone. */
  private void unmap(TaskStruct last, long address) {
    if (!mm.tryGet()) {
      return;
    }
    mm.mmapSem().downWrite();
    UnmapEvents events = new UnmapEvents(last);
    new Munmap(last, mm).doMunmap(address, Addr.PAGE_SIZE, events);
    mm.mmapSem().upWrite();
    events.complete();
    mm.put(last);
  }
}
