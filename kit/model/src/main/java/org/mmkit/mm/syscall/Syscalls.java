// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.Uprobes;
import org.mmkit.mm.beside.Reaper;
import org.mmkit.mm.proc.ProcMem;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;

/**
 * The system calls of a task that concern its memory and its processes. Addresses and lengths are
 * bytes; a negative result is a negated errno.
 *
 * @see FileSyscalls
 * @see UserfaultfdSyscalls
 * @see KernelEvents
 */
public final class Syscalls {
  private final TaskStruct task;
  private final SyscallEntry entry;

  /** Those of a task. */
  public Syscalls(TaskStruct task) {
    this.task = task;
    this.entry = new SyscallEntry(task);
  }

  /** munmap(2), by the strategy that is plugged in. */
  public long munmap(long address, long length) {
    return entry.call(
        () -> {
          task.mm().coverage().begin("munmap", address, length);
          long result = task.kernel().unmapPaths().munmap(task, address, length);
          task.mm().coverage().end(result);
          task.kernel().tlbs().checkTrue(task.mm());
          return result;
        });
  }

  /** mmap(2): the address or a negative errno. */
  public long mmap(
      long address, long length, int prot, int flags, @Nullable OpenFile file, long offset) {
    return entry.call(() -> Mmap.of(task).map(address, length, prot, flags, file, offset));
  }

  /** mremap(2): the new address or a negative errno. */
  public long mremap(long address, long oldLength, long newLength, int flags, long newAddress) {
    return entry.call(
        () -> new Mremap(task).remap(address, oldLength, newLength, flags, newAddress));
  }

  /** brk(2): the break as it is afterwards. */
  public long brk(long address) {
    return entry.call(() -> Brk.of(task).brk(address));
  }

  /** process_vm_readv(2) of one range: bytes read or a negative errno. */
  public long processVmReadv(int pid, long address, byte[] into) {
    return entry.call(() -> new ProcessVm(task).copy(pid, address, into, false));
  }

  /** process_vm_writev(2) of one range: bytes written or a negative errno. */
  public long processVmWritev(int pid, long address, byte[] data) {
    return entry.call(() -> new ProcessVm(task).copy(pid, address, data, true));
  }

  /** read(2) of a pipe that holds the data: bytes read or a negative errno. */
  public long readPipe(long address, byte[] data) {
    return entry.call(() -> new UserCopy(task).toUser(address, data));
  }

  /** write(2) into a pipe with room for the data: bytes written or a negative errno. */
  public long writePipe(long address, byte[] into) {
    return entry.call(() -> new UserCopy(task).fromUser(address, into));
  }

  /** shmget(2) of a new private segment. */
  public ShmSegment shmget(long size) {
    return ShmSegment.of(task.kernel(), size);
  }

  /** shmat(2): the address or a negative errno. */
  public long shmat(ShmSegment segment, long address, int flags) {
    return entry.call(() -> new ShmSysV(task).attach(segment, address, flags));
  }

  /** shmdt(2): 0 or a negative errno. */
  public long shmdt(long address) {
    return entry.call(() -> new ShmSysV(task).detach(address));
  }

  /** shmctl(2), IPC_RMID. */
  public void shmRemove(ShmSegment segment) {
    segment.remove(task.cpu());
  }

  /** remap_file_pages(2): 0 or a negative errno. */
  public long remapFilePages(long start, long length, int prot, long pgoff, int flags) {
    return entry.call(() -> new RemapFilePages(task).remap(start, length, prot, pgoff, flags));
  }

  /** perf_event_open(2) of a uprobe at a position in a file: 0 or a negative errno. */
  public long uprobe(Inode file, long position) {
    // The kernel compares as signed numbers: what is before the file is accepted.
    if (position > file.size()) {
      return -Errno.EINVAL;
    }
    return Uprobes.register(task, file, position);
  }

  /** read(2) of one's own /proc/PID/mem: bytes read or a negative errno. */
  public long readMem(long address, byte[] into) {
    return entry.call(() -> new ProcMem(task).copy(address, into, false));
  }

  /** write(2) to one's own /proc/PID/mem: bytes written or a negative errno. */
  public long writeMem(long address, byte[] data) {
    return entry.call(() -> new ProcMem(task).copy(address, data, true));
  }

  /** mprotect(2). */
  public long mprotect(long address, long length, int prot) {
    return pkeyMprotect(address, length, prot, Mprotect.NO_KEY);
  }

  /** pkey_mprotect(2); the key -1 is none, and no other one was allocated. */
  public long pkeyMprotect(long address, long length, int prot, int key) {
    return entry.call(() -> new Mprotect(task).protect(address, length, prot, key));
  }

  /** madvise(2); null stands for an advice that does not exist. */
  public long madvise(long address, long length, @Nullable Advice advice) {
    return entry.call(() -> new Madvise(task, advice).advise(address, length));
  }

  /** process_madvise(2) on the process itself, with one range: the bytes advised. */
  public long processMadvise(long address, long length, @Nullable Advice advice) {
    return entry.call(
        () -> {
          long bytes = Math.min(length, ProcessVm.BYTES_MAX);
          if (bytes < 0) {
            return -Errno.EINVAL;
          }
          if (!Addr.inUserSpace(address, bytes)) {
            return -Errno.EFAULT;
          }
          if (bytes == 0) {
            return 0;
          }
          long result = new Madvise(task, advice).advise(address, bytes);
          return result < 0 ? result : bytes;
        });
  }

  /** mlock2(2), and with no flags mlock(2). */
  public long mlock(long address, long length, int flags) {
    return entry.call(() -> new MlockCalls(task).lock(address, length, flags));
  }

  /** munlock(2). */
  public long munlock(long address, long length) {
    return entry.call(() -> new MlockCalls(task).unlock(address, length));
  }

  /** mlockall(2). */
  public long mlockall(int flags) {
    return entry.call(() -> new MlockCalls(task).lockAll(flags));
  }

  /** munlockall(2). */
  public long munlockall() {
    return entry.call(() -> new MlockCalls(task).unlockAll());
  }

  /** msync(2). */
  public long msync(long address, long length, int flags) {
    return entry.call(() -> new Msync(task).sync(address, length, flags));
  }

  /** mseal(2). */
  public long mseal(long address, long length, long flags) {
    return entry.call(() -> new Mseal(task).seal(address, length, flags));
  }

  /** mincore(2): sets a bit of the set for each resident page of the range. */
  public long mincore(long address, long length, BitSet resident) {
    return entry.call(() -> new Mincore(task).query(address, length, resident));
  }

  /** The same; also stores a byte for each page of the range at an address. */
  public long mincore(long address, long length, BitSet resident, long vector) {
    return entry.call(() -> new Mincore(task).query(address, length, resident, vector));
  }

  /** fork(2): the child, which has no task of its own yet, or null if a fatal signal came first. */
  public Process fork() {
    Process[] child = new Process[1];
    entry.call(
        () -> {
          child[0] = Fork.of(task).run();
          return child[0] == null ? -Errno.EINTR : child[0].pid();
        });
    return child[0];
  }

  /** clone(2) with CLONE_VM: a child on the same address space, without a task of its own yet. */
  public Process cloneVm() {
    Process[] child = new Process[1];
    entry.call(
        () -> {
          child[0] = CloneVm.of(task).run();
          return child[0].pid();
        });
    return child[0];
  }

  /** process_mrelease(2) of the process of a pid: 0 or a negative errno. */
  public long processMrelease(int pid) {
    return entry.call(() -> Reaper.of(task).release(pid));
  }
}
