// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.function.LongSupplier;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.ReadAhead;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.uapi.Errno;

/** read(2), write(2), ftruncate(2) and fallocate(2) on an open file. */
final class FileCalls {
  private final TaskStruct task;
  private final OpenFile file;

  FileCalls(TaskStruct task, OpenFile file) {
    this.task = task;
    this.file = file;
  }

  /** Reads the byte at a position; returns 1, or 0 at or beyond the end, or a negative errno. */
  long read(long position, byte[] into) {
    if (!file.readable()) {
      return -Errno.EBADF;
    }
    return usingPages(
        () -> {
          ReadAhead.read(file.inode(), position, task.cpu());
          int value = file.inode().cache().read(position);
          into[0] = (byte) value;
          return value < 0 ? 0 : 1;
        });
  }

  /** Stores a byte at a position; returns 1 or a negative errno. */
  long write(long position, byte value) {
    if (!file.writable()) {
      return -Errno.EBADF;
    }
    if (position < 0) {
      return -Errno.EINVAL;
    }
    if (file.inode().isTooLong(position + 1)) {
      return -Errno.EFBIG;
    }
    return usingPages(
        () -> {
          file.inode().cache().write(position, value);
          return 1;
        });
  }

  private long usingPages(LongSupplier use) {
    file.inode().cache().invalidateLock().downRead();
    long result = use.getAsLong();
    file.inode().cache().invalidateLock().upRead();
    return result;
  }

  /** Sets the size in bytes; returns 0 or a negative errno. */
  long truncate(long size) {
    if (size < 0 || !file.writable()) {
      return -Errno.EINVAL;
    }
    if (file.inode().isTooLong(size)) {
      return -Errno.EFBIG;
    }
    new Truncate(task, file.inode()).resize(size);
    return 0;
  }

  /** Makes a range a hole without changing the size; returns 0 or a negative errno. */
  long punchHole(long offset, long bytes) {
    if (!file.writable()) {
      return -Errno.EBADF;
    }
    if (offset < 0 || bytes <= 0) {
      return -Errno.EINVAL;
    }
    if (file.inode().isTooLong(offset + bytes)) {
      return -Errno.EFBIG;
    }
    new Truncate(task, file.inode()).punch(offset, bytes);
    return 0;
  }
}
