// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UserfaultfdCtx;

/** userfaultfd(2) of a task, and the calls on its descriptor. */
public final class UserfaultfdSyscalls {
  private final TaskStruct task;
  private final SyscallEntry entry;

  /** Those of a task. */
  public UserfaultfdSyscalls(TaskStruct task) {
    this.task = task;
    this.entry = new SyscallEntry(task);
  }

  /**
   * userfaultfd(2).
   *
   * @param unmapEvents whether it asks for UFFD_FEATURE_EVENT_UNMAP
   * @param monitored whether a monitor reads the events and provides the missing pages
   */
  public UserfaultfdCtx open(boolean unmapEvents, boolean monitored) {
    return new UserfaultfdCtx(task.mm(), unmapEvents, monitored);
  }

  /** read(2) of a userfaultfd, which waits for an event; null after a fatal signal. */
  public UserfaultfdCtx.UnmapEvent read(UserfaultfdCtx ctx) {
    UserfaultfdCtx.UnmapEvent[] event = new UserfaultfdCtx.UnmapEvent[1];
    entry.call(
        () -> {
          event[0] = ctx.read();
          return 0;
        });
    return event[0];
  }

  /** UFFDIO_WAKE: 0 or a negative errno. */
  public long wake(UserfaultfdCtx ctx, long start, long length) {
    return entry.call(() -> new Userfaultfd(task, ctx).wake(start, length));
  }

  /** UFFDIO_REGISTER with bits of {@code VM_UFFD_FLAGS}: 0 or a negative errno. */
  public long register(UserfaultfdCtx ctx, long start, long length, long modes) {
    return entry.call(() -> new Userfaultfd(task, ctx).register(start, length, modes));
  }

  /** UFFDIO_UNREGISTER: 0 or a negative errno. */
  public long unregister(UserfaultfdCtx ctx, long start, long length) {
    return entry.call(() -> new Userfaultfd(task, ctx).unregister(start, length));
  }

  /** UFFDIO_COPY of pages filled with a byte: 0 or a negative errno. */
  public long copy(UserfaultfdCtx ctx, long start, long length, byte value) {
    return entry.call(() -> new UserfaultfdFill(task, ctx).fill(start, length, value));
  }

  /** UFFDIO_ZEROPAGE: 0 or a negative errno. */
  public long zero(UserfaultfdCtx ctx, long start, long length) {
    return entry.call(() -> new UserfaultfdFill(task, ctx).fill(start, length, (byte) 0));
  }

  /** UFFDIO_POISON: 0 or a negative errno. Huge pages are left to Linux. */
  public long poison(UserfaultfdCtx ctx, long start, long length) {
    return entry.call(() -> new UserfaultfdFill(task, ctx).poison(start, length));
  }

  /** UFFDIO_CONTINUE: 0 or a negative errno. Huge pages are left to Linux. */
  public long proceed(UserfaultfdCtx ctx, long start, long length) {
    return entry.call(() -> new UserfaultfdFill(task, ctx).proceed(start, length));
  }

  /** UFFDIO_MOVE: 0 or a negative errno. */
  public long move(UserfaultfdCtx ctx, long to, long from, long length) {
    return entry.call(() -> new UserfaultfdMove(task, ctx).move(to, from, length));
  }

  /** UFFDIO_WRITEPROTECT: 0 or a negative errno. */
  public long writeProtect(UserfaultfdCtx ctx, long start, long length, boolean protect) {
    return entry.call(() -> new Userfaultfd(task, ctx).writeProtect(start, length, protect));
  }
}
