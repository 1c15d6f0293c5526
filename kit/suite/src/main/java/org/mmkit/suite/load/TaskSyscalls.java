// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.BitSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.mm.Inode;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;

/** The system calls of a task of a load, each timed and named by its site. */
final class TaskSyscalls {
  /** A temporary file has as many bytes as any load maps. */
  private static final long FILE_BYTES = 1L << 40;

  private final LoadRun run;
  private final LoadTask task;
  private final TaskStruct struct;
  private final Machine machine;
  private final Syscalls syscalls;
  private @Nullable OpenFile file;

  TaskSyscalls(LoadRun run, LoadTask task, TaskStruct struct) {
    this.run = run;
    this.task = task;
    this.struct = struct;
    this.machine = run.machine();
    this.syscalls = new Syscalls(struct);
  }

  long mmap(long at, long bytes, int prot, MapWords words) {
    OpenFile mapped = words.file ? file(words.commonFile) : null;
    Site site = words.replaces() ? Site.MAP_FIXED : Site.MMAP;
    return timed(site, () -> syscalls.mmap(at, bytes, prot, words.flags, mapped, 0));
  }

  private OpenFile file(boolean common) {
    if (common) {
      machine.ahead().end();
      return run.commonFile();
    }
    if (file == null) {
      file = temporary(run);
    }
    return file;
  }

  /** A file in memory that holds nothing yet. */
  static OpenFile temporary(LoadRun run) {
    return new OpenFile(new Inode(run.kernel(), Inode.Kind.SHMEM, FILE_BYTES).named(), true, true);
  }

  long munmap(long address, long bytes) {
    return timed(Site.MUNMAP, () -> syscalls.munmap(address, bytes));
  }

  /** The break as it was; -ENOMEM if it could not be moved. */
  long sbrk(long bytes) {
    long before = struct.mm().layout().brk();
    return bytes == 0 ? before : brk(before + bytes) < 0 ? -Errno.ENOMEM : before;
  }

  long brk(long address) {
    long now = timed(Site.BRK, () -> syscalls.brk(address));
    return now == address ? 0 : -Errno.ENOMEM;
  }

  long mremap(long address, long before, long after, int flags, long at) {
    return timed(Site.MREMAP, () -> syscalls.mremap(address, before, after, flags, at));
  }

  long mprotect(long address, long bytes, int prot) {
    return timed(Site.MPROTECT, () -> syscalls.mprotect(address, bytes, prot));
  }

  long madvise(long address, long bytes, Advice advice) {
    return timed(Site.MADVISE, () -> syscalls.madvise(address, bytes, advice));
  }

  /** Resident pages of a range. */
  long mincore(long address, long bytes) {
    BitSet resident = new BitSet();
    long result = timed(Site.MINCORE, () -> syscalls.mincore(address, bytes, resident));
    return result < 0 ? result : resident.cardinality();
  }

  @Nullable Process fork() {
    Process[] child = new Process[1];
    timed(
        Site.FORK,
        () -> {
          child[0] = syscalls.fork();
          return 0;
        });
    return child[0];
  }

  /** Ends the process. */
  void exit() {
    timed(
        Site.EXIT,
        () -> {
          struct.exit();
          return 0;
        });
  }

  private long timed(Site site, LongSupplier call) {
    task.userTime();
    run.sites().enter(machine.running(), site);
    long fromPs = machine.nowPs();
    long result = call.getAsLong();
    machine.deferredCosts().pay();
    run.accounts().called(machine.running(), site, fromPs);
    run.times().called(site, machine.nowPs() - fromPs);
    return result;
  }
}
