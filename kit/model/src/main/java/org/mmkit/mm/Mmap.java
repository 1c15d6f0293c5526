// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.mmkit.mm.uapi.VmFlags.VM_DROPPABLE;
import static org.mmkit.mm.uapi.VmFlags.VM_HUGETLB;
import static org.mmkit.mm.uapi.VmFlags.VM_LOCKED;
import static org.mmkit.mm.uapi.VmFlags.VM_MAYSHARE;
import static org.mmkit.mm.uapi.VmFlags.VM_NORESERVE;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/** mmap(2) ({@code do_mmap} and {@code mmap_region}), with the results of Linux 6.18. */
public class Mmap {
  /** How it is made. */
  public static final Part<Function<TaskStruct, Mmap>> PART = Part.of("mmap", Mmap::new);

  private final TaskStruct task;
  private final MmStruct mm;

  /** A call by a task. */
  public static Mmap of(TaskStruct task) {
    return task.kernel().parts().maker(PART).apply(task);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Mmap(TaskStruct task) {
    this.task = task;
    this.mm = task.mm();
  }

  /** A test made under the lock before anything else: 0 or a negative errno. */
  public interface Precondition {
    int check();
  }

  /** Maps; returns the address or a negative errno. */
  public long map(
      long address, long length, int prot, int flags, @Nullable OpenFile file, long offset) {
    return map(address, length, prot, flags, file, offset, () -> 0);
  }

  /** The same, if the precondition holds. */
  public long map(
      long address,
      long length,
      int prot,
      int flags,
      @Nullable OpenFile file,
      long offset,
      Precondition precondition) {
    if (!Addr.isPageAligned(offset)) {
      return -Errno.EINVAL;
    }
    boolean anonymous = (flags & MmapFlags.MAP_ANONYMOUS) != 0;
    if (!anonymous && file == null) {
      return -Errno.EBADF;
    }
    boolean huge = (flags & MmapFlags.MAP_HUGETLB) != 0;
    if (length == 0 || huge && !anonymous) {
      return -Errno.EINVAL;
    }
    long unit = huge ? Addr.PMD_SIZE : Addr.PAGE_SIZE;
    long rounded = (length + unit - 1) & -unit;
    if (rounded == 0) {
      return -Errno.ENOMEM;
    }
    long pgoff = offset >>> Addr.PAGE_SHIFT;
    OpenFile used = anonymous ? null : file;
    MmapRequest request = new MmapRequest(address, rounded, prot, flags, used, pgoff);
    mm.mmapSem().downWrite();
    UnmapEvents events = UnmapEvents.of(task);
    int refused = precondition.check();
    long result = refused != 0 ? refused : locked(request, events);
    boolean populate = result >= 0 && request.wantsPopulate(mm.defFlags());
    mm.mmapSem().upWrite();
    events.complete();
    if (populate) {
      new Populate(task).range(result, rounded);
    }
    return result;
  }

  private long locked(MmapRequest request, UnmapEvents events) {
    if (mm.vmas().size() > mm.kernel().params().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    long address =
        new FreeArea(mm)
            .place(
                request.isFixed() ? request.address() : FreeArea.rounded(request.address()),
                request.length(),
                request.isFixed(),
                request.has(MmapFlags.MAP_HUGETLB),
                request.padding());
    if (address < 0) {
      return address;
    }
    boolean noReplace = request.has(MmapFlags.MAP_FIXED_NOREPLACE);
    if (noReplace && mm.vmas().overlaps(address, address + request.length())) {
      return -Errno.EEXIST;
    }
    long flags = request.commonFlags() | mm.defFlags();
    if (request.has(MmapFlags.MAP_LOCKED) && !Limits.canLock(task.process())) {
      return -Errno.EPERM;
    }
    if (!Limits.mayLock(task.process(), flags, Addr.pages(request.length()))) {
      return -Errno.EAGAIN;
    }
    long typed = request.typedFlags(flags);
    return typed < 0 ? typed : region(request, address, typed, events);
  }

  /** {@code mmap_region}: makes room, then joins a neighbour or makes a new VMA. */
  private long region(MmapRequest request, long address, long flags, UnmapEvents events) {
    Replacement old = replacement(address, request.length(), events);
    int error = old.gather();
    if (error != 0) {
      return error;
    }
    boolean huge = request.has(MmapFlags.MAP_HUGETLB);
    boolean accountable = VmFlags.isAccountable(flags) && !huge;
    if (!admits(request.length(), flags, old.pages())
        || !Limits.mayCommit(accountable ? VmFlags.VM_ACCOUNT : 0, Addr.pages(request.length()))) {
      old.abort();
      return -Errno.ENOMEM;
    }
    mm.kernel().hugetlb().holdBack();
    error = replaced(request, address, old, flags);
    mm.kernel().hugetlb().letGo();
    if (error != 0) {
      return error;
    }
    boolean reserves = huge && (flags & VM_NORESERVE) == 0;
    if (accountable) {
      flags |= VmFlags.VM_ACCOUNT;
      mm.kernel().account(Addr.pages(request.length()));
    }
    if (huge) {
      flags |= VM_HUGETLB | VmFlags.VM_DONTEXPAND;
    }
    VmArea vma = newVma(request, address, flags, reserves);
    if (vma.ops() != null) {
      // Its driver is about to be called, and may expect the old mapping to be gone.
      old.closeByOwners();
    }
    cover(vma);
    old.complete();
    return address;
  }

  /** Clears what is in the way, and asks the owner of the new mapping. */
  private int replaced(MmapRequest request, long address, Replacement old, long flags) {
    int error = clear(old, request.length(), flags);
    if (error != 0) {
      return error;
    }
    error = refusal(request, flags, old);
    if (error != 0) {
      // No new VMA takes the place of the old ones: the range becomes a hole.
      mm.vmas().clear(address, address + request.length());
      old.complete();
    }
    return error;
  }

  /** What the owner of the new mapping says, when the old one is gone already. */
  private int refusal(MmapRequest request, long flags, Replacement old) {
    OpenFile file = request.fileToMap();
    if (file != null && file.inode().mappingOperations() instanceof ShmSegment segment) {
      // The old mapping may have been the last one of a segment that was removed.
      old.closeByOwners();
      return segment.isGone() ? -Errno.EINVAL : 0;
    }
    if (file != null) {
      return request.isRefusedByFile() ? -Errno.EOPNOTSUPP : 0;
    }
    boolean huge = request.has(MmapFlags.MAP_HUGETLB);
    if (huge && request.pgoff() % Addr.pages(Addr.PMD_SIZE) != 0) {
      return -Errno.EINVAL;
    }
    if ((flags & VM_NORESERVE) != 0) {
      return 0;
    }
    if (huge) {
      old.closeByOwners();
      return mm.kernel().hugetlb().reserve((int) (request.length() / Addr.PMD_SIZE))
          ? 0
          : -Errno.ENOMEM;
    }
    boolean shared = (flags & VM_MAYSHARE) != 0;
    return shared && !Limits.mayCommitShared(Addr.pages(request.length())) ? -Errno.ENOMEM : 0;
  }

  private Replacement replacement(long address, long length, UnmapEvents events) {
    boolean replaces = mm.vmas().overlaps(address, address + length);
    Replacement other =
        replaces ? mm.kernel().unmapPaths().replacement(task, address, length, events) : null;
    return other != null ? other : new MunmapFirst(task, address, length, events);
  }

  /** Whether limits and memory allow the new pages in place of those that go. */
  private boolean admits(long length, long flags, long replaced) {
    return fits(flags, Addr.pages(length) - replaced) && hasMemory();
  }

  /** Whether the limits allow so many more pages. */
  protected boolean fits(long flags, long more) {
    return Limits.mayExpand(task.process(), flags, more);
  }

  /** Whether there is memory for the new VMA. */
  protected boolean hasMemory() {
    return !mm.kernel().allocationFails();
  }

  /** Unmaps what is in the way, after all tests: 0 or a negative errno. */
  protected int clear(Replacement old, long length, long flags) {
    return old.cleanUp();
  }

  private VmArea newVma(MmapRequest request, long address, long flags, boolean reserves) {
    Kernel kernel = mm.kernel();
    long pgoff = request.file() != null ? request.pgoff() : Addr.pages(address);
    OpenFile file = request.fileToMap();
    VmOperations ops = file == null ? null : file.inode().mappingOperations();
    boolean shared = (flags & VM_MAYSHARE) != 0;
    if ((flags & VM_HUGETLB) != 0) {
      file = new OpenFile(new Inode(kernel, Inode.Kind.HUGETLB, request.length()), true, true);
      pgoff = 0;
      ops = HugeMapping.make(kernel, file.inode(), shared, reserves);
    } else if (file == null && shared) {
      file = new OpenFile(new Inode(kernel, Inode.Kind.SHMEM, request.length()), true, true);
      pgoff = request.file() != null ? request.pgoff() : 0;
    }
    VmArea vma = new VmArea(mm, address, address + request.length(), flags, pgoff);
    vma.setFile(file);
    vma.setOps(ops);
    return vma;
  }

  /** Puts a new VMA into the tree, or extends a neighbour over its range; counts its pages. */
  void cover(VmArea proposed) {
    mm.machine().charge(MmCost.MAP, 1);
    mm.machine().charge(MmCost.VMA_NEW, 1);
    if (proposed.has(VmFlags.VM_PAT)) {
      mm.kernel().trackPfns(proposed.pages());
    }
    VmArea extended = new VmaMerge(task, mm).mergeNew(proposed);
    VmArea covering = extended == null ? proposed.inMemory() : extended;
    if (extended == null) {
      enter(covering);
    }
    mm.counters().account(proposed.flags(), proposed.pages());
    if ((proposed.flags() & VM_LOCKED) != 0) {
      lockNew(covering, proposed.pages());
    }
    if (extended == null) {
      covering.checks().setComplete(true);
    }
    Uprobes.mapped(task, covering);
  }

  private void enter(VmArea vma) {
    lock(vma);
    mm.vmas().insert(vma);
    vma.checks().setComplete(false);
    if (vma.file() != null) {
      vma.file().inode().mappings().add(vma);
    }
    if (vma.ops() != null) {
      vma.ops().open(vma);
    }
  }

  /** Keeps faults out of a VMA before they can find it. */
  protected void lock(VmArea vma) {
    vma.startWrite();
  }

  private void lockNew(VmArea vma, long pages) {
    if (vma.has(VmFlags.VM_SPECIAL | VM_HUGETLB | VM_DROPPABLE)) {
      vma.setFlags(vma.flags() & ~VmFlags.VM_LOCKED_MASK);
    } else {
      mm.counters().addLocked(pages);
    }
  }
}
