// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Gup;
import org.mmkit.mm.Inode;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.Binder;
import org.mmkit.mm.beside.CoreDump;
import org.mmkit.mm.beside.DriverRing;
import org.mmkit.mm.beside.FollowPfn;
import org.mmkit.mm.beside.GupFast;
import org.mmkit.mm.beside.Khugepaged;
import org.mmkit.mm.beside.Migration;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.uapi.Errno;

/**
 * What touches the memory of a task without a system call for memory: drivers, which an ioctl(2) of
 * the task asks for something, compaction, khugepaged, a virtual machine, a core dump.
 */
public final class KernelEvents {
  private final TaskStruct task;
  private final SyscallEntry entry;

  /** Those of a task. */
  public KernelEvents(TaskStruct task) {
    this.task = task;
    this.entry = new SyscallEntry(task);
  }

  /** open(2) of the driver whose buffer is mapped. */
  public Binder openBinder() {
    return Binder.of(task.kernel());
  }

  /** mmap(2) of the driver's buffer: 0 or a negative errno. */
  public long mapBinder(Binder binder, long address, long length) {
    return entry.call(() -> binder.map(task, address, length));
  }

  /** Has the driver deliver a byte in a page of its buffer: 0 or a negative errno. */
  public long binderPut(Binder binder, long page, byte value) {
    return entry.call(() -> binder.put(task, page, value));
  }

  /** Tells the driver that a page of its buffer is not in use: 0 or a negative errno. */
  public long binderFree(Binder binder, long page) {
    return entry.call(() -> binder.free(page));
  }

  /** Has the driver give back what is not in use, as direct reclaim does. */
  public long binderShrink(Binder binder) {
    return entry.call(
        () -> {
          binder.shrink(task);
          return 0;
        });
  }

  /** Compaction moves a page of a file to another frame. */
  public long migrate(OpenFile file, long page) {
    return entry.call(
        () -> {
          Migration.of(task, file.inode(), page).run();
          return 0;
        });
  }

  /** KVM_RUN(2) of a guest that loads a byte of its host's memory: 0 to 255, or -EFAULT. */
  public long guestLoad(long address) {
    return entry.call(() -> task.mm().notifiers().load(task, address));
  }

  /** An ioctl(2) with an address: 0 if a driver's memory is mapped there, else -EINVAL. */
  public long findDeviceMemory(long address) {
    return entry.call(() -> FollowPfn.of(task).find(address));
  }

  /**
   * An ioctl(2) upon which a driver maps a page of its own at an address, which it unmaps again
   * when its file is released: 0 or a negative errno.
   */
  public long mapRing(OpenFile device, long address) {
    Inode inode = device.inode().get();
    return entry.call(
        () -> {
          long result = new DriverRing(task).map(inode, address);
          inode.putAfterCall(task);
          return result;
        });
  }

  /** An ioctl(2) upon which a driver unmaps its memory everywhere and frees it. */
  public long revoke(OpenFile device) {
    return entry.call(
        () -> {
          new Truncate(task, device.inode()).resize(0);
          return 0;
        });
  }

  /** Has khugepaged make a huge page of the beginning of a file. */
  public long collapse(OpenFile file) {
    return entry.call(
        () -> {
          Khugepaged.of(task, file.inode()).collapse();
          return 0;
        });
  }

  /** Has a driver pin the page of an address for reading: its frame or a negative errno. */
  public long pin(long address) {
    return entry.call(() -> Gup.of(task, task.mm()).pinLocked(address));
  }

  /** As {@link #pin}, without a lock where that will do. */
  public long pinFast(long address) {
    return entry.call(() -> new GupFast(task).pin(address));
  }

  /**
   * The byte that a driver reads through a pin, at the offset of an address, or -EINVAL.
   *
   * @param pin finds the frame that is pinned then, null for none
   */
  public int readPinned(Supplier<@Nullable Integer> pin, long address) {
    return (int)
        entry.call(
            () -> {
              Integer frame = pin.get();
              return frame == null
                  ? -Errno.EINVAL
                  : Gup.of(task, task.mm()).readPinned(frame, address);
            });
  }

  /** Has a driver let go of a pinned frame. */
  public long unpin(int frame) {
    return entry.call(
        () -> {
          task.kernel().frames().put(task.cpu(), frame);
          return 0;
        });
  }

  /** Dumps core and lives: 0 or a negative errno. */
  public long dumpCore() {
    return entry.call(() -> CoreDump.of(task).run());
  }
}
