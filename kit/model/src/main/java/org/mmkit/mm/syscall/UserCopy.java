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

  /** Stores data; returns the bytes before the first page that fails, or {@code -EFAULT}. */
  long toUser(long address, byte[] data) {
    return copy(address, data, AccessKind.WRITE);
  }

  /** Loads data; returns as {@link #toUser}. */
  long fromUser(long address, byte[] into) {
    return copy(address, into, AccessKind.READ);
  }

  private long copy(long address, byte[] data, AccessKind kind) {
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
    return done == 0 && data.length > 0 ? -Errno.EFAULT : done;
  }
}
