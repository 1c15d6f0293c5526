// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.FreeArea;
import org.mmkit.mm.Limits;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.Populate;
import org.mmkit.mm.ShmSegment;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * mremap(2) with the results of Linux 6.18: resize in place, or move page tables to another range.
 * A shrink in place is the strategy's to carry out.
 */
final class Mremap {
  private final TaskStruct task;
  private final MmStruct mm;
  private final RemapChecks checks;
  private final UnmapEvents events;
  private boolean downgraded;

  /** The part of a locked mapping that is new, and faulted in without the lock. */
  private long populateStart;

  private long populateLength;

  Mremap(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
    this.checks = new RemapChecks(task);
    this.events = UnmapEvents.of(task);
  }

  /** Remaps; returns the address of the mapping or a negative errno. */
  long remap(long address, long oldLength, long newLength, int flags, long newAddress) {
    RemapArgs args =
        new RemapArgs(
            address, Addr.pageAlign(oldLength), Addr.pageAlign(newLength), flags, newAddress);
    int error = checks.arguments(args);
    if (error != 0) {
      return error;
    }
    if (mm.mmapSem().downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long result = args.isMoveOnly() ? moveAll(args) : single(args);
    if (downgraded) {
      mm.mmapSem().upRead();
    } else {
      mm.mmapSem().upWrite();
    }
    if (result >= 0 && populateLength > 0) {
      new Populate(task).range(populateStart, populateLength);
    }
    events.complete();
    return result;
  }

  /** Moves all VMAs of a range, keeping the gaps between them ({@code remap_move}). */
  private long moveAll(RemapArgs args) {
    VmArea vma = task.findVma(args.address());
    if (vma == null || vma.start() > args.address()) {
      return -Errno.EFAULT;
    }
    long distance = args.newAddress() - args.address();
    for (long at = args.address(); vma != null && vma.start() < args.oldEnd(); ) {
      long from = Math.max(vma.start(), args.address());
      long to = Math.min(vma.end(), args.oldEnd());
      boolean alone = at == args.address() && to == args.oldEnd();
      // SysV shared memory and /dev/zero choose their own place, and so not with others.
      boolean goesAlone =
          vma.has(VmFlags.VM_UFFD_FLAGS | VmFlags.VM_ZERO_DEVICE)
              || vma.ops() instanceof ShmSegment;
      if (goesAlone && !alone) {
        return -Errno.EFAULT;
      }
      long result = one(args.part(from, to - from, from + distance), vma);
      if (result < 0) {
        return result;
      }
      at = to;
      // With MREMAP_DONTUNMAP the VMA is still there, and may reach beyond the range.
      vma = at < args.oldEnd() ? mm.vmas().peek(at) : null;
    }
    return args.newAddress();
  }

  private long single(RemapArgs args) {
    return one(args, task.lookupVma(args.address()));
  }

  private long one(RemapArgs asked, @Nullable VmArea vma) {
    boolean huge = vma != null && vma.has(VmFlags.VM_HUGETLB);
    RemapArgs args = huge ? asked.inHugePages() : asked;
    int error = checks.vma(args, vma);
    if (error != 0 || vma == null) {
      return error;
    }
    boolean locked = vma.has(VmFlags.VM_LOCKED) && !vma.has(VmFlags.VM_LOCKONFAULT);
    if (locked && args.expands()) {
      populateLength = args.newLength() - args.oldLength();
    }
    return args.givesNewAddress() ? moveTo(args, vma) : inPlace(args, vma);
  }

  /** {@code mremap_to}: makes room at the new address, cuts the old range, moves. */
  private long moveTo(RemapArgs args, VmArea old) {
    VmArea vma = old;
    if (args.has(RemapArgs.FIXED)) {
      int error = new Munmap(task).doMunmap(args.newAddress(), args.newLength(), events);
      if (error != 0) {
        return error;
      }
      vma = task.lookupVma(args.address());
      if (vma == null) {
        // Only a duplicate, whose old range is empty, can be placed over its own source.
        return -Errno.EFAULT;
      }
    }
    RemapArgs move = args;
    if (args.shrinks()) {
      long tail = args.address() + args.newLength();
      if (!Addr.inUserSpace(tail, args.oldEnd() - tail)) {
        return -Errno.EINVAL;
      }
      int error = new Munmap(task).doMunmap(tail, args.oldEnd() - tail, events);
      if (error != 0) {
        return error;
      }
      move = args.afterShrink();
      vma = task.lookupVma(args.address());
      if (vma == null) {
        return -Errno.EFAULT;
      }
    }
    long pages = Addr.pages(move.newLength());
    if (args.has(RemapArgs.DONTUNMAP) && !Limits.mayExpand(task.process(), vma.flags(), pages)) {
      return -Errno.ENOMEM;
    }
    return place(move, vma, args.newAddress());
  }

  /** {@code mremap_at}: no new address is given. */
  private long inPlace(RemapArgs args, VmArea vma) {
    if (args.shrinks()) {
      return shrink(args);
    }
    if (!args.expands()) {
      return args.address();
    }
    if (new RemapExtend(task).fits(args, vma)) {
      populateStart = args.oldEnd();
      int error = new RemapExtend(task).extend(args, vma);
      return error != 0 ? error : args.address();
    }
    if (!args.has(RemapArgs.MAYMOVE)) {
      return -Errno.ENOMEM;
    }
    return place(args, vma, 0);
  }

  private long shrink(RemapArgs args) {
    long tail = args.address() + args.newLength();
    long length = args.oldEnd() - tail;
    if (!Addr.inUserSpace(tail, length)) {
      return -Errno.EINVAL;
    }
    int result = task.kernel().unmapPaths().shrinkMremap(task, tail, length, events);
    downgraded = result == 1;
    return result < 0 ? result : args.address();
  }

  private long place(RemapArgs args, VmArea vma, long wanted) {
    boolean huge = vma.has(VmFlags.VM_HUGETLB);
    long target = new FreeArea(mm).place(wanted, args.newLength(), args.has(RemapArgs.FIXED), huge);
    if (target < 0) {
      return target;
    }
    populateStart = target + args.oldLength();
    return RemapMove.of(task, checks, events).move(args.movingTo(target), vma);
  }
}
