// SPDX-License-Identifier: Apache-2.0
/**
 * The bodies of the system calls. {@link Syscalls}, {@link FileSyscalls}, {@link
 * UserfaultfdSyscalls} and {@link KernelEvents} are the doors.
 */
@NullMarked
package org.mmkit.mm.syscall;

import org.jspecify.annotations.NullMarked;
