// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.mm.Inode;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;

/**
 * A page that a driver maps into a process beside its own memory, as asynchronous I/O does with its
 * ring. It goes when the driver's file is released: by a munmap, which needs mmap_sem for writing.
 */
public final class DriverRing {
  private static final int PROT = MmapFlags.PROT_READ | MmapFlags.PROT_WRITE;
  private static final int FLAGS =
      MmapFlags.MAP_SHARED | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;

  private final TaskStruct task;
  private final MmStruct mm;

  public DriverRing(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** Maps a page of a device; returns 0, or a negative errno. */
  public long map(Inode device, long address) {
    long landed = Mmap.of(task).map(address, Addr.PAGE_SIZE, PROT, FLAGS, null, 0);
    if (landed < 0) {
      return landed;
    }
    device.setRelease(last -> unmap(last, address));
    return 0;
  }

  /** {@code vm_munmap}, by the task that drops the last reference; unless the process is gone. */
  private void unmap(TaskStruct last, long address) {
    if (!mm.tryGet()) {
      return;
    }
    mm.mmapSem().downWrite();
    UnmapEvents events = UnmapEvents.of(last);
    new Munmap(last, mm).doMunmap(address, Addr.PAGE_SIZE, events);
    mm.mmapSem().upWrite();
    events.complete();
    mm.put(last);
  }
}
