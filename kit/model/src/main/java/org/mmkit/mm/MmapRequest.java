// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.mmkit.mm.uapi.VmFlags.VM_DONTDUMP;
import static org.mmkit.mm.uapi.VmFlags.VM_DROPPABLE;
import static org.mmkit.mm.uapi.VmFlags.VM_GROWSDOWN;
import static org.mmkit.mm.uapi.VmFlags.VM_LOCKED;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYEXEC;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYREAD;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYSHARE;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYWRITE;
import static org.mmkit.mm.uapi.VmFlags.VM_NOHUGEPAGE;
import static org.mmkit.mm.uapi.VmFlags.VM_NORESERVE;
import static org.mmkit.mm.uapi.VmFlags.VM_SHARED;
import static org.mmkit.mm.uapi.VmFlags.VM_WIPEONFORK;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/**
 * What mmap(2) is asked for, and the flags of the VMA that come of it.
 *
 * @param length in bytes, already rounded to whole pages
 * @param prot {@code PROT_*}
 * @param options {@code MAP_*}
 * @param file null if anonymous
 * @param pgoff the offset in the file, in pages
 */
record MmapRequest(
    long address, long length, int prot, int options, @Nullable OpenFile file, long pgoff) {

  boolean has(int option) {
    return (options & option) != 0;
  }

  boolean isFixed() {
    return has(MmapFlags.MAP_FIXED | MmapFlags.MAP_FIXED_NOREPLACE);
  }

  /** Locked by intent counts, even if the VMA is of a kind that is never locked. */
  boolean wantsPopulate(long defFlags) {
    int both = options & (MmapFlags.MAP_POPULATE | MmapFlags.MAP_NONBLOCK);
    boolean locked = has(MmapFlags.MAP_LOCKED) || (defFlags & VM_LOCKED) != 0;
    return locked || both == MmapFlags.MAP_POPULATE;
  }

  /** The flags that do not depend on what is mapped. */
  long commonFlags() {
    long flags = VM_MAYREAD | VM_MAYWRITE | VM_MAYEXEC | MmapFlags.vmFlags(prot);
    flags |= has(MmapFlags.MAP_GROWSDOWN) ? VM_GROWSDOWN : 0;
    flags |= has(MmapFlags.MAP_LOCKED) ? VM_LOCKED : 0;
    flags |= has(MmapFlags.MAP_STACK) ? VM_NOHUGEPAGE : 0;
    flags |= has(MmapFlags.MAP_NORESERVE) ? VM_NORESERVE : 0;
    flags |= has(MmapFlags.MAP_SYNC) ? VmFlags.VM_SYNC : 0;
    return flags;
  }

  /** These flags and those of what is mapped, or a negative errno. */
  long typedFlags(long flags) {
    if (file != null) {
      return fileFlags(file, flags);
    }
    return has(MmapFlags.MAP_HUGETLB) ? hugeFlags(flags) : anonFlags(flags);
  }

  /** The file whose pages are mapped; the device of zeroes has none. */
  @Nullable OpenFile fileToMap() {
    return file == null || file.inode().kind() == Inode.Kind.ZERO ? null : file;
  }

  /** MAP_SYNC is known to the file systems of disks, which refuse it without DAX. */
  boolean isRefusedByFile() {
    return has(MmapFlags.MAP_SYNC) && file != null && file.inode().kind() == Inode.Kind.REGULAR;
  }

  /** Bytes that a hint needs beyond the length: room to align a file that has a huge page. */
  long padding() {
    boolean privateZero =
        file != null
            && file.inode().kind() == Inode.Kind.ZERO
            && (options & MmapFlags.MAP_TYPE) == MmapFlags.MAP_PRIVATE;
    if (file == null || file.inode().kind() != Inode.Kind.REGULAR && !privateZero) {
      return 0;
    }
    long offset = pgoff << Addr.PAGE_SHIFT;
    long aligned = (offset + Addr.PMD_SIZE - 1) & -Addr.PMD_SIZE;
    return offset + length - aligned >= Addr.PMD_SIZE ? Addr.PMD_SIZE : 0;
  }

  private long fileFlags(OpenFile mapped, long flags) {
    if (hasSize(mapped.inode().kind()) && !fitsFile()) {
      return -Errno.EOVERFLOW;
    }
    boolean writes = (prot & MmapFlags.PROT_WRITE) != 0;
    long type = options & MmapFlags.MAP_TYPE;
    boolean onDisk = mapped.inode().kind() == Inode.Kind.REGULAR;
    int known = MmapFlags.LEGACY_MASK | (onDisk ? MmapFlags.MAP_SYNC : 0);
    if (type == MmapFlags.MAP_SHARED_VALIDATE && (options & ~known) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    if (type == MmapFlags.MAP_SHARED_VALIDATE || type == MmapFlags.MAP_SHARED) {
      if (writes && !mapped.writable()) {
        return -Errno.EACCES;
      }
      flags |= VM_SHARED | VM_MAYSHARE;
      if (!mapped.writable()) {
        flags &= ~(VM_MAYWRITE | VM_SHARED);
      }
    } else if (type != MmapFlags.MAP_PRIVATE) {
      return -Errno.EINVAL;
    }
    if (!mapped.readable()) {
      return -Errno.EACCES;
    }
    Inode.Kind kind = mapped.inode().kind();
    if (kind == Inode.Kind.PIPE && (prot & MmapFlags.PROT_EXEC) != 0) {
      return -Errno.EPERM;
    }
    if (kind == Inode.Kind.DIRECTORY || kind == Inode.Kind.PIPE) {
      return -Errno.ENODEV;
    }
    if ((flags & VM_GROWSDOWN) != 0) {
      return -Errno.EINVAL;
    }
    if (kind == Inode.Kind.ZERO && (flags & VM_MAYSHARE) == 0) {
      return flags | VmFlags.VM_ZERO_DEVICE;
    }
    return kind == Inode.Kind.DEVICE ? deviceFlags(flags) : flags;
  }

  /** A driver's memory has no struct pages, and so nothing that could be copied on write. */
  private static long deviceFlags(long flags) {
    long special = VmFlags.VM_IO | VmFlags.VM_PFNMAP | VmFlags.VM_DONTEXPAND | VM_DONTDUMP;
    special |= VmFlags.VM_PAT;
    return (flags & VM_SHARED) == 0 ? -Errno.EINVAL : flags | special;
  }

  /** Of devices, pipes and directories nobody asks how large they can be. */
  private static boolean hasSize(Inode.Kind kind) {
    return switch (kind) {
      case ZERO, PIPE, DIRECTORY, DEVICE -> false;
      default -> true;
    };
  }

  /** Whether the range ends before the largest offset that a file can have. */
  private boolean fitsFile() {
    long last = Addr.pages(Long.MAX_VALUE - length);
    return length >= 0 && pgoff <= last;
  }

  /** Huge pages without a file have one of their own, which is what is mapped. */
  private long hugeFlags(long flags) {
    if (!fitsFile()) {
      return -Errno.EOVERFLOW;
    }
    long type = options & MmapFlags.MAP_TYPE;
    boolean validates = type == MmapFlags.MAP_SHARED_VALIDATE;
    if (validates && (options & ~MmapFlags.LEGACY_MASK) != 0) {
      return -Errno.EOPNOTSUPP;
    }
    boolean shared = validates || type == MmapFlags.MAP_SHARED;
    if (!shared && type != MmapFlags.MAP_PRIVATE || (flags & VM_GROWSDOWN) != 0) {
      return -Errno.EINVAL;
    }
    return shared ? flags | VM_SHARED | VM_MAYSHARE : flags;
  }

  private long anonFlags(long flags) {
    switch (options & MmapFlags.MAP_TYPE) {
      case MmapFlags.MAP_SHARED:
        return (flags & VM_GROWSDOWN) != 0 ? -Errno.EINVAL : flags | VM_SHARED | VM_MAYSHARE;
      case MmapFlags.MAP_DROPPABLE:
        if ((flags & VM_GROWSDOWN) != 0 || has(MmapFlags.MAP_LOCKED)) {
          return -Errno.EINVAL;
        }
        return flags | VM_DROPPABLE | VM_NORESERVE | VM_WIPEONFORK | VM_DONTDUMP;
      case MmapFlags.MAP_PRIVATE:
        return flags;
      default:
        return -Errno.EINVAL;
    }
  }
}
