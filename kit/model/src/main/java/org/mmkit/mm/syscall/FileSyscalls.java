// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.OpenFile;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.WriteBack;

/** The system calls of a task that concern the contents of files. */
public final class FileSyscalls {
  private final TaskStruct task;
  private final SyscallEntry entry;

  /** Those of a task. */
  public FileSyscalls(TaskStruct task) {
    this.task = task;
    this.entry = new SyscallEntry(task);
  }

  /** read(2) of one byte at a position: 1, 0 at or beyond the end, or a negative errno. */
  public long read(OpenFile file, long position, byte[] into) {
    return entry.call(() -> new FileCalls(task, file).read(position, into));
  }

  /** write(2) of one byte at a position: 1 or a negative errno. */
  public long write(OpenFile file, long position, byte value) {
    return entry.call(() -> new FileCalls(task, file).write(position, value));
  }

  /** ftruncate(2). */
  public long ftruncate(OpenFile file, long size) {
    return entry.call(() -> new FileCalls(task, file).truncate(size));
  }

  /** fsync(2). */
  public long fsync(OpenFile file) {
    return entry.call(
        () -> {
          new WriteBack(task.kernel(), file.inode()).run();
          return 0;
        });
  }

  /** fallocate(2) that punches a hole and keeps the size. */
  public long punchHole(OpenFile file, long offset, long length) {
    return entry.call(() -> new FileCalls(task, file).punchHole(offset, length));
  }

  /** close(2) of a descriptor, which may be the last reference to the file. */
  public void close(OpenFile file) {
    entry.call(
        () -> {
          file.inode().setOpen(false);
          file.inode().put(task);
          return 0;
        });
  }
}
