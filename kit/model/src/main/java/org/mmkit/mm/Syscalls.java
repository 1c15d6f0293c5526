// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.Cost;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;

/**
 * The front door: the system calls of a task. Addresses and lengths are bytes; a negative result is
 * a negated errno.
 */
public final class Syscalls {
  private final TaskStruct task;
  private final Machine machine;

  /** The calls of a task. */
  public Syscalls(TaskStruct task) {
    this.task = task;
    this.machine = task.machine();
  }

  /** The body of one call. */
  private interface Body {
    long run();
  }

  private long call(Body body) {
    machine.step(StepKind.SYSCALL_ENTER, task.task().id(), Access.NONE, Cost.SYSCALL, 1);
    long result = body.run();
    machine.assertNoLocksHeld();
    machine.step(StepKind.SYSCALL_EXIT, task.task().id(), Access.NONE);
    return result;
  }

  /** munmap(2), by the strategy that is plugged in. */
  public long munmap(long address, long length) {
    return call(() -> task.kernel().unmapPaths().munmap(task, address, length));
  }

  /** mmap(2): the address or a negative errno. */
  public long mmap(long address, long length, int prot, int flags, OpenFile file, long offset) {
    return call(() -> new Mmap(task).map(address, length, prot, flags, file, offset));
  }

  /** mremap(2): the new address or a negative errno. */
  public long mremap(long address, long oldLength, long newLength, int flags, long newAddress) {
    return call(() -> new Mremap(task).remap(address, oldLength, newLength, flags, newAddress));
  }

  /** brk(2): the break as it is afterwards. */
  public long brk(long address) {
    return call(() -> new Brk(task).brk(address));
  }

  /** process_vm_readv(2) of one range: bytes read or a negative errno. */
  public long processVmReadv(int pid, long address, byte[] into) {
    return call(() -> new ProcessVm(task).copy(pid, address, into, false));
  }

  /** process_vm_writev(2) of one range: bytes written or a negative errno. */
  public long processVmWritev(int pid, long address, byte[] data) {
    return call(() -> new ProcessVm(task).copy(pid, address, data, true));
  }

  /** read(2) of a pipe that holds the data: bytes read or a negative errno. */
  public long readPipe(long address, byte[] data) {
    return call(() -> new UserCopy(task).toUser(address, data));
  }

  /** write(2) into a pipe with room for the data: bytes written or a negative errno. */
  public long writePipe(long address, byte[] into) {
    return call(() -> new UserCopy(task).fromUser(address, into));
  }

  /** userfaultfd(2), non-blocking and without optional features. */
  public UserfaultfdCtx userfaultfd() {
    return new UserfaultfdCtx(task.mm(), false);
  }

  /** UFFDIO_REGISTER for missing pages: 0 or a negative errno. */
  public long uffdRegister(UserfaultfdCtx ctx, long start, long length) {
    long modes = VmFlags.VM_UFFD_MISSING;
    return call(() -> new Userfaultfd(task, ctx).register(start, length, modes));
  }

  /** UFFDIO_UNREGISTER: 0 or a negative errno. */
  public long uffdUnregister(UserfaultfdCtx ctx, long start, long length) {
    return call(() -> new Userfaultfd(task, ctx).unregister(start, length));
  }

  /** UFFDIO_COPY of pages filled with a byte: 0 or a negative errno. */
  public long uffdCopy(UserfaultfdCtx ctx, long start, long length, byte value) {
    return call(() -> new UserfaultfdFill(task, ctx).fill(start, length, value));
  }

  /** UFFDIO_ZEROPAGE: 0 or a negative errno. */
  public long uffdZero(UserfaultfdCtx ctx, long start, long length) {
    return call(() -> new UserfaultfdFill(task, ctx).fill(start, length, (byte) 0));
  }

  /** UFFDIO_WRITEPROTECT: 0 or a negative errno. */
  public long uffdWriteProtect(UserfaultfdCtx ctx, long start, long length, boolean protect) {
    return call(() -> new Userfaultfd(task, ctx).writeProtect(start, length, protect));
  }

  /** shmget(2) of a new private segment. */
  public ShmSegment shmget(long size) {
    return new ShmSegment(task.kernel(), size);
  }

  /** shmat(2): the address or a negative errno. */
  public long shmat(ShmSegment segment, long address, int flags) {
    return call(() -> new ShmSysV(task).attach(segment, address, flags));
  }

  /** shmdt(2): 0 or a negative errno. */
  public long shmdt(long address) {
    return call(() -> new ShmSysV(task).detach(address));
  }

  /** shmctl(2), IPC_RMID. */
  public void shmRemove(ShmSegment segment) {
    segment.remove(task.cpu());
  }

  /** remap_file_pages(2): 0 or a negative errno. */
  public long remapFilePages(long start, long length, int prot, long pgoff, int flags) {
    return call(() -> new RemapFilePages(task).remap(start, length, prot, pgoff, flags));
  }

  /** perf_event_open(2) of a uprobe at the start of a file's page. */
  public void uprobe(OpenFile file, long page) {
    Uprobes.register(task, file.inode(), page);
  }

  /** read(2) of one's own /proc/PID/mem: bytes read or a negative errno. */
  public long readMem(long address, byte[] into) {
    return call(() -> new ProcMem(task).copy(address, into, false));
  }

  /** write(2) to one's own /proc/PID/mem: bytes written or a negative errno. */
  public long writeMem(long address, byte[] data) {
    return call(() -> new ProcMem(task).copy(address, data, true));
  }
}
