// SPDX-License-Identifier: Apache-2.0
/** The bodies of the system calls. {@link Syscalls} is the front door. */
package org.mmkit.mm.syscall;
