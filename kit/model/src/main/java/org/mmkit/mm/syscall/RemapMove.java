// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.HugeMapping;
import org.mmkit.mm.HugetlbSharing;
import org.mmkit.mm.Limits;
import org.mmkit.mm.MmRule;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Munmap;
import org.mmkit.mm.Part;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UnmapEvents;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Moves a mapping and its pages to another address ({@code move_vma}); mmap_sem is held for
 * writing.
 */
public class RemapMove {
  /** How it is made. */
  public static final Part<Maker> PART = Part.of("move_vma", RemapMove::new);

  /** Makes one. */
  public interface Maker {
    RemapMove make(TaskStruct task, RemapChecks checks, UnmapEvents events);
  }

  private final TaskStruct task;
  private final MmStruct mm;
  private final RemapChecks checks;
  private final UnmapEvents events;

  /** A move by a task; the events are those of the whole call. */
  static RemapMove of(TaskStruct task, RemapChecks checks, UnmapEvents events) {
    return task.kernel().parts().maker(PART).make(task, checks, events);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected RemapMove(TaskStruct task, RemapChecks checks, UnmapEvents events) {
    this.task = task;
    this.mm = task.mm();
    this.checks = checks;
    this.events = events;
  }

  /**
   * Moves a range that lies in one VMA to where nothing is; returns the new address or an errno.
   */
  long move(RemapArgs args, VmArea vma) {
    int error = mayMove(args, vma);
    if (error != 0) {
      return error;
    }
    long flags = vma.flags();
    vma.startWrite();
    HugeMapping reservation = vma.has(VmFlags.VM_HUGETLB) ? HugeMapping.of(vma) : null;
    HugetlbSharing.of(vma).leave(args.address(), args.oldEnd());
    RemapCopy copying = new RemapCopy(task);
    VmArea copy = copying.copy(args, vma);
    VmArea source = vma.isFreed() ? copy : vma;
    PageTableMove.of(mm, copy, copying.merged())
        .range(args.address(), args.newAddress(), args.oldLength());
    dropUserfaultfd(copy);
    RemapExtend.count(mm, flags, Addr.pages(args.newLength()));
    if (args.has(RemapArgs.DONTUNMAP)) {
      keepSource(args, source, copy);
    } else if (args.oldLength() > 0) {
      unmapSource(args, source, reservation);
    }
    return args.newAddress();
  }

  private int mayMove(RemapArgs args, VmArea vma) {
    if (!checks.hasRoomForMaps(0)) {
      return -Errno.ENOMEM;
    }
    int veto = maySplit(vma, args.address());
    if (veto == 0) {
      veto = maySplit(vma, args.oldEnd());
    }
    if (veto != 0) {
      return veto;
    }
    long more =
        args.has(RemapArgs.DONTUNMAP) ? args.newLength() : args.newLength() - args.oldLength();
    return Limits.mayCommit(vma.flags(), Addr.pages(more)) ? 0 : -Errno.ENOMEM;
  }

  private static int maySplit(VmArea vma, long address) {
    boolean cuts = address != vma.start() && address != vma.end();
    return vma.ops() != null && cuts ? vma.ops().maySplit(vma, address) : 0;
  }

  /** Without UFFD_EVENT_REMAP the monitor does not follow the move: the new VMA has none. */
  private static void dropUserfaultfd(VmArea copy) {
    if (copy.userfaultfd() != null) {
      copy.setUserfaultfd(null);
      copy.setFlags(copy.flags() & ~VmFlags.VM_UFFD_FLAGS);
    }
  }

  private void unmap(RemapArgs args) {
    int error = new Munmap(task).doMunmap(args.address(), args.oldLength(), events);
    if (error != 0) {
      throw mm.machine().fatal(MmRule.V5, "mremap could not unmap what it moved: " + error);
    }
  }

  /**
   * The reservation of huge pages went with the pages, so the part that is unmapped gives nothing
   * back; the rest of the old VMA keeps its own.
   */
  protected void unmapSource(RemapArgs args, VmArea source, @Nullable HugeMapping reservation) {
    long below = source.start();
    long above = source.end();
    if (reservation != null) {
      source.setOps(reservation.withoutReservation());
    }
    mm.kernel().withMemoryReserve(() -> unmap(args));
    if (reservation != null && below < args.address()) {
      mm.vmas().covering(args.address() - 1).setOps(reservation);
    }
    if (reservation != null && above > args.oldEnd()) {
      mm.vmas().covering(args.oldEnd()).setOps(reservation);
    }
  }

  /**
   * MREMAP_DONTUNMAP: the old VMA stays, empty. All of it is no longer locked, but its pages stay
   * counted as such, which nothing ever makes good.
   */
  private void keepSource(RemapArgs args, VmArea source, VmArea copy) {
    if (source.has(VmFlags.VM_LOCKED)) {
      mm.counters().strandLocked(source.pages());
    }
    source.setFlags(source.flags() & ~VmFlags.VM_LOCKED_MASK);
    boolean whole = source.start() == args.address() && source.end() == args.oldEnd();
    if (whole && source != copy) {
      source.setAnonVma(null, 0);
    }
  }
}
