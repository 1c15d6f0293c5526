// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.BitSet;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.MmapFlags;

/** Makes calls of a recording again, so that they give the addresses that they gave. */
final class MemoryCalls {
  private static final int MREMAP_MAYMOVE = 1;
  private static final int MREMAP_FIXED = 2;

  private final Replay replay;
  private final Syscalls syscalls;

  MemoryCalls(Replay replay, Syscalls syscalls) {
    this.replay = replay;
    this.syscalls = syscalls;
  }

  long make(Event event) {
    long at = event.address;
    long length = event.length;
    return switch (event.verb) {
      case MMAP -> mmap(event);
      case MUNMAP -> syscalls.munmap(at, length);
      case BRK -> syscalls.brk(at);
      case MREMAP -> mremap(event);
      case MPROTECT -> syscalls.mprotect(at, length, event.prot);
      case MADVISE -> syscalls.madvise(at, length, event.advice);
      case MLOCK -> syscalls.mlock(at, length, event.flags);
      case MUNLOCK -> syscalls.munlock(at, length);
      case MLOCKALL -> syscalls.mlockall(event.flags);
      case MUNLOCKALL -> syscalls.munlockall();
      case MSYNC -> syscalls.msync(at, length, event.flags);
      case MSEAL -> syscalls.mseal(at, length, 0);
      case MINCORE -> syscalls.mincore(at, length, new BitSet());
      default -> throw new IllegalStateException(event.verb + " is no call on memory");
    };
  }

  /** A mapping that the kernel placed is placed there again. */
  private long mmap(Event event) {
    OpenFile file = event.file < 0 ? null : replay.file(event.file);
    long at = event.address;
    int flags = event.flags;
    if (event.succeeded() && !event.isFixed()) {
      at = event.result;
      flags |= MmapFlags.MAP_FIXED_NOREPLACE;
      if ((flags & MmapFlags.MAP_TYPE) == MmapFlags.MAP_SHARED_VALIDATE) {
        flags ^= MmapFlags.MAP_SHARED_VALIDATE ^ MmapFlags.MAP_SHARED;
      }
    }
    return syscalls.mmap(at, event.length, event.prot, flags, file, event.second);
  }

  /** The same for one that moved. */
  private long mremap(Event event) {
    int flags = event.flags;
    long to = event.third;
    if (event.succeeded() && (flags & MREMAP_FIXED) == 0) {
      boolean stays = event.result == event.address && event.length != 0;
      flags = stays ? flags & ~MREMAP_MAYMOVE : flags | MREMAP_MAYMOVE | MREMAP_FIXED;
      to = stays ? 0 : event.result;
    }
    return syscalls.mremap(event.address, event.length, event.second, flags, to);
  }
}
