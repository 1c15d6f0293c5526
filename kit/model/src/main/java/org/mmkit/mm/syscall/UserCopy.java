// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.mm.AccessKind;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;

/**
 * The kernel's own loads and stores of user memory ({@code copy_to_user}, {@code copy_from_user}):
 * they fault as user code does, but an error ends the copy instead of raising a signal.
 */
final class UserCopy {
  private final UserMemory memory;

  UserCopy(TaskStruct task) {
    this.memory = new UserMemory(task);
  }

  /** Stores what a pipe holds; returns the bytes of its whole buffers, or {@code -EFAULT}. */
  long toUser(long address, byte[] data) {
    return copy(address, data, AccessKind.WRITE);
  }

  /** Loads data for a pipe; returns as {@link #toUser}. */
  long fromUser(long address, byte[] into) {
    return copy(address, into, AccessKind.READ);
  }

  /** Stores data; whether all of it could be. */
  boolean store(long address, byte[] data) {
    return copied(address, data, AccessKind.WRITE) == data.length;
  }

  /** A pipe moves buffers of a page each: of one that faults, nothing counts. */
  private long copy(long address, byte[] data, AccessKind kind) {
    if (!Addr.inUserSpace(address, data.length)) {
      return -Errno.EFAULT;
    }
    int done = copied(address, data, kind);
    long counted = done < data.length ? done & -Addr.PAGE_SIZE : done;
    return counted == 0 && data.length > 0 ? -Errno.EFAULT : counted;
  }

  private int copied(long address, byte[] data, AccessKind kind) {
    int done = 0;
    while (done < data.length) {
      long at = address + done;
      int inPage = (int) (Addr.pageStart(at) + Addr.PAGE_SIZE - at);
      int length = Math.min(data.length - done, inPage);
      if (!memory.copyInPage(at, data, done, length, kind)) {
        break;
      }
      done += length;
    }
    return done;
  }
}
