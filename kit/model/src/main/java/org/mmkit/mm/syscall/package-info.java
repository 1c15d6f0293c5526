// SPDX-License-Identifier: Apache-2.0
/**
 * The bodies of the system calls. {@link Syscalls}, {@link FileSyscalls}, {@link
 * UserfaultfdSyscalls} and {@link KernelEvents} are the doors.
 *
 * <table>
 *   <caption>Files of Linux and the classes here</caption>
 *   <tr><td>entry into the kernel</td><td>{@link SyscallEntry} {@link Syscalls} {@link FileSyscalls} {@link UserfaultfdSyscalls} {@link KernelEvents}</td></tr>
 *   <tr><td>mm/mmap.c</td><td>{@link Brk} {@link RemapFilePages}</td></tr>
 *   <tr><td>mm/mremap.c</td><td>{@link Mremap} {@link RemapArgs} {@link RemapChecks} {@link RemapCopy} {@link RemapExtend} {@link RemapMove} {@link PageTableMove}</td></tr>
 *   <tr><td>mm/mprotect.c</td><td>{@link Mprotect} {@link PageProtection}</td></tr>
 *   <tr><td>mm/madvise.c</td><td>{@link Madvise} {@link AdviseContents} {@link AdviseFlags} {@link GuardPages}</td></tr>
 *   <tr><td>mm/mlock.c</td><td>{@link MlockCalls}</td></tr>
 *   <tr><td>mm/mseal.c</td><td>{@link Mseal}</td></tr>
 *   <tr><td>mm/msync.c</td><td>{@link Msync}</td></tr>
 *   <tr><td>mm/mincore.c</td><td>{@link Mincore}</td></tr>
 *   <tr><td>mm/memory.c</td><td>{@link CopyPages}</td></tr>
 *   <tr><td>mm/vmscan.c</td><td>{@link Reclaim}</td></tr>
 *   <tr><td>kernel/fork.c</td><td>{@link Fork} {@link CloneVm}</td></tr>
 *   <tr><td>mm/process_vm_access.c</td><td>{@link ProcessVm}</td></tr>
 *   <tr><td>fs/userfaultfd.c, mm/userfaultfd.c</td><td>{@link Userfaultfd} {@link UserfaultfdFill} {@link UserfaultfdMove}</td></tr>
 *   <tr><td>fs/read_write.c, fs/open.c</td><td>{@link FileCalls}</td></tr>
 *   <tr><td>lib/usercopy.c</td><td>{@link UserCopy}</td></tr>
 *   <tr><td>ipc/shm.c</td><td>{@link ShmSysV}</td></tr>
 *   <tr><td>of several</td><td>{@link VmaPieces}</td></tr>
 * </table>
 */
@NullMarked
package org.mmkit.mm.syscall;

import org.jspecify.annotations.NullMarked;
