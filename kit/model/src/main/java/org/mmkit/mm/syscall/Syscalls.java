// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import java.util.BitSet;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Gup;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Process;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.Uprobes;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.beside.Binder;
import org.mmkit.mm.beside.CoreDump;
import org.mmkit.mm.beside.DriverRing;
import org.mmkit.mm.beside.FollowPfn;
import org.mmkit.mm.beside.GupFast;
import org.mmkit.mm.beside.Khugepaged;
import org.mmkit.mm.beside.Migration;
import org.mmkit.mm.beside.Reaper;
import org.mmkit.mm.beside.Truncate;
import org.mmkit.mm.beside.WriteBack;
import org.mmkit.mm.proc.ProcMem;
import org.mmkit.mm.uapi.Advice;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

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
    machine.step(StepKind.SYSCALL_ENTER, task.task().id(), Access.NONE, MmCost.SYSCALL, 1);
    machine.enterKernel();
    long result = body.run();
    machine.assertNoLocksHeld();
    task.doWorks();
    machine.condResched();
    machine.step(StepKind.SYSCALL_EXIT, task.task().id(), Access.NONE);
    return result;
  }

  /** munmap(2), by the strategy that is plugged in. */
  public long munmap(long address, long length) {
    return call(
        () -> {
          task.mm().coverage().begin(address, length);
          long result = task.kernel().unmapPaths().munmap(task, address, length);
          task.mm().coverage().end(result);
          task.kernel().tlbs().checkTrue(task.mm());
          return result;
        });
  }

  /** mmap(2): the address or a negative errno. */
  public long mmap(long address, long length, int prot, int flags, OpenFile file, long offset) {
    return call(() -> Mmap.of(task).map(address, length, prot, flags, file, offset));
  }

  /** mremap(2): the new address or a negative errno. */
  public long mremap(long address, long oldLength, long newLength, int flags, long newAddress) {
    return call(() -> new Mremap(task).remap(address, oldLength, newLength, flags, newAddress));
  }

  /** brk(2): the break as it is afterwards. */
  public long brk(long address) {
    return call(() -> Brk.of(task).brk(address));
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

  /**
   * userfaultfd(2).
   *
   * @param unmapEvents whether it asks for UFFD_FEATURE_EVENT_UNMAP
   * @param monitored whether somebody will read the events and provide the pages that are missing
   */
  public UserfaultfdCtx userfaultfd(boolean unmapEvents, boolean monitored) {
    return new UserfaultfdCtx(task.mm(), unmapEvents, monitored);
  }

  /** read(2) of a userfaultfd, which waits for an event; null after a fatal signal. */
  public UserfaultfdCtx.UnmapEvent uffdRead(UserfaultfdCtx ctx) {
    UserfaultfdCtx.UnmapEvent[] event = new UserfaultfdCtx.UnmapEvent[1];
    call(
        () -> {
          event[0] = ctx.read();
          return 0;
        });
    return event[0];
  }

  /** UFFDIO_WAKE: 0 or a negative errno. */
  public long uffdWake(UserfaultfdCtx ctx, long start, long length) {
    return call(() -> new Userfaultfd(task, ctx).wake(start, length));
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

  /** open(2) of the driver whose buffer is mapped. */
  public Binder openBinder() {
    return new Binder(task.kernel());
  }

  /** mmap(2) of the driver's buffer: 0 or a negative errno. */
  public long mapBinder(Binder binder, long address, long length) {
    return call(() -> binder.map(task, address, length));
  }

  /** Has the driver deliver a byte in a page of its buffer: 0 or a negative errno. */
  public long binderPut(Binder binder, long page, byte value) {
    return call(() -> binder.put(task, page, value));
  }

  /** Tells the driver that a page of its buffer is not in use: 0 or a negative errno. */
  public long binderFree(Binder binder, long page) {
    return call(() -> binder.free(page));
  }

  /** Has the driver give back what is not in use, as direct reclaim does. */
  public long binderShrink(Binder binder) {
    return call(
        () -> {
          binder.shrink(task);
          return 0;
        });
  }

  /** shmget(2) of a new private segment. */
  public ShmSegment shmget(long size) {
    return ShmSegment.of(task.kernel(), size);
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

  /** mprotect(2). */
  public long mprotect(long address, long length, int prot) {
    return call(() -> new Mprotect(task).protect(address, length, prot));
  }

  /** madvise(2); null stands for an advice that does not exist. */
  public long madvise(long address, long length, Advice advice) {
    return call(() -> new Madvise(task, advice).advise(address, length));
  }

  /** process_madvise(2) on the process itself, with one range: the bytes advised. */
  public long processMadvise(long address, long length, Advice advice) {
    return call(
        () -> {
          long result = new Madvise(task, advice).advise(address, length);
          return result < 0 ? result : length;
        });
  }

  /** mlock2(2), and with no flags mlock(2). */
  public long mlock(long address, long length, int flags) {
    return call(() -> new MlockCalls(task).lock(address, length, flags));
  }

  /** munlock(2). */
  public long munlock(long address, long length) {
    return call(() -> new MlockCalls(task).unlock(address, length));
  }

  /** mlockall(2). */
  public long mlockall(int flags) {
    return call(() -> new MlockCalls(task).lockAll(flags));
  }

  /** munlockall(2). */
  public long munlockall() {
    return call(() -> new MlockCalls(task).unlockAll());
  }

  /** msync(2). */
  public long msync(long address, long length, int flags) {
    return call(() -> new Msync(task).sync(address, length, flags));
  }

  /** mseal(2). */
  public long mseal(long address, long length, long flags) {
    return call(() -> new Mseal(task).seal(address, length, flags));
  }

  /** mincore(2): sets a bit of the set for each resident page of the range. */
  public long mincore(long address, long length, BitSet resident) {
    return call(() -> new Mincore(task).query(address, length, resident));
  }

  /** read(2) of one byte at a position: 1, 0 at or beyond the end, or a negative errno. */
  public long read(OpenFile file, long position, byte[] into) {
    return call(() -> new FileCalls(task, file).read(position, into));
  }

  /** write(2) of one byte at a position: 1 or a negative errno. */
  public long write(OpenFile file, long position, byte value) {
    return call(() -> new FileCalls(task, file).write(position, value));
  }

  /** ftruncate(2). */
  public long ftruncate(OpenFile file, long size) {
    return call(() -> new FileCalls(task, file).truncate(size));
  }

  /** fsync(2). */
  public long fsync(OpenFile file) {
    return call(
        () -> {
          new WriteBack(task.kernel(), file.inode()).run();
          return 0;
        });
  }

  /** Compaction moves a page of a file to another frame. */
  public long migrate(OpenFile file, long page) {
    return call(
        () -> {
          new Migration(task, file.inode(), page).run();
          return 0;
        });
  }

  /** fallocate(2) that punches a hole and keeps the size. */
  public long punchHole(OpenFile file, long offset, long length) {
    return call(() -> new FileCalls(task, file).punchHole(offset, length));
  }

  /** fork(2): the child, which has no task of its own yet, or null if a fatal signal came first. */
  public Process fork() {
    Process[] child = new Process[1];
    call(
        () -> {
          child[0] = new Fork(task).run();
          return child[0] == null ? -Errno.EINTR : child[0].pid();
        });
    return child[0];
  }

  /** KVM_RUN(2) of a guest that loads a byte of its host's memory: 0 to 255, or -EFAULT. */
  public long guestLoad(long address) {
    return call(() -> task.mm().notifiers().load(task, address));
  }

  /** An ioctl(2) with an address: 0 if a driver's memory is mapped there, else -EINVAL. */
  public long findDeviceMemory(long address) {
    return call(() -> new FollowPfn(task).find(address));
  }

  /**
   * An ioctl(2) upon which a driver maps a page of its own at an address, which it unmaps again
   * when its file is released: 0 or a negative errno.
   */
  public long mapRing(OpenFile device, long address) {
    return call(() -> new DriverRing(task).map(device.inode(), address));
  }

  /** close(2) of a descriptor, which may be the last reference to the file. */
  public void close(OpenFile file) {
    call(
        () -> {
          file.inode().setOpen(false);
          file.inode().put(task);
          return 0;
        });
  }

  /** An ioctl(2) upon which a driver unmaps its memory everywhere and frees it. */
  public long revoke(OpenFile device) {
    return call(
        () -> {
          new Truncate(task, device.inode()).resize(0);
          return 0;
        });
  }

  /** clone(2) with CLONE_VM: a child on the same address space, without a task of its own yet. */
  public Process cloneVm() {
    Process[] child = new Process[1];
    call(
        () -> {
          child[0] = task.process().cloneVm();
          return child[0].pid();
        });
    return child[0];
  }

  /** Dumps core and lives: 0 or a negative errno. */
  public long dumpCore() {
    return call(() -> new CoreDump(task).run());
  }

  /** Has khugepaged make a huge page of the beginning of a file. */
  public long collapse(OpenFile file) {
    return call(
        () -> {
          new Khugepaged(task, file.inode()).collapse();
          return 0;
        });
  }

  /** process_mrelease(2) of the process of a pid: 0 or a negative errno. */
  public long processMrelease(int pid) {
    return call(() -> new Reaper(task).release(pid));
  }

  /** Has a driver pin the page of an address for reading: its frame or a negative errno. */
  public long pin(long address) {
    return call(() -> Gup.of(task, task.mm()).pinLocked(address));
  }

  /** As {@link #pin}, without a lock where that will do. */
  public long pinFast(long address) {
    return call(() -> new GupFast(task).pin(address));
  }

  /** The byte that a driver reads through a pin, at the offset of an address. */
  public int readPinned(int frame, long address) {
    return (int) call(() -> Gup.of(task, task.mm()).readPinned(frame, address));
  }

  /** Has a driver let go of a pinned frame. */
  public long unpin(int frame) {
    return call(
        () -> {
          task.kernel().frames().put(task.cpu(), frame);
          return 0;
        });
  }
}
