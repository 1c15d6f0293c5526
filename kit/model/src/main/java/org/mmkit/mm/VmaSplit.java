// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Splits VMAs ({@code __split_vma}): to Linux 6.0 two stores to the tree, between which a part
 * cannot be found; one since.
 */
public class VmaSplit {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, VmaSplit>> PART =
      Part.of("split_vma", VmaSplit::new);

  private final TaskStruct task;
  private final MmStruct mm;
  private final Kernel kernel;

  /** The split of VMAs of an address space by a task. */
  public static VmaSplit of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected VmaSplit(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.kernel = mm.kernel();
  }

  /** Splits unless the mm has as many VMAs as it may ({@code split_vma}). */
  int withinLimit(VmArea vma, long address, boolean newBelow) {
    if (mm.vmas().size() >= kernel.params().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return split(vma, address, newBelow);
  }

  /**
   * Splits at an address, whatever the number of VMAs.
   *
   * @param newBelow whether the new VMA is the lower part
   * @return 0, or a negative errno of the mapping's owner
   */
  int split(VmArea vma, long address, boolean newBelow) {
    int veto = maySplit(vma, address);
    if (veto != 0) {
      return veto;
    }
    mm.machine().charge(MmCost.VMA_SPLIT, 1);
    VmArea fresh = newVma(vma);
    if (fresh == null) {
      return -Errno.ENOMEM;
    }
    if (!vma.has(VmFlags.VM_HUGETLB) && kernel.allocationFails()) {
      abandon(vma, fresh, address, newBelow);
      return -Errno.ENOMEM;
    }
    vma.startWrite();
    fresh.startWrite();
    Inode.guarding(
        vma,
        () -> {
          leaveShared(vma, address);
          apart(vma, fresh, address, newBelow);
          HugetlbSharing.of(vma).requireLeft(address);
        });
    Uprobes.mapped(task, vma);
    Uprobes.mapped(task, fresh);
    return 0;
  }

  /** 0, or a negative errno of the mapping's owner. */
  protected int maySplit(VmArea vma, long address) {
    return vma.ops() == null ? 0 : vma.ops().maySplit(vma, address);
  }

  /** Leaves the page tables that the parts will not share, with the locks held that it needs. */
  protected void leaveShared(VmArea vma, long address) {
    HugetlbSharing.of(vma).leaveAt(address);
  }

  /** A copy of the VMA, known to its owner; null if there is no memory for it, or its anon_vma. */
  private @Nullable VmArea newVma(VmArea vma) {
    if (kernel.allocationFails()) {
      return null;
    }
    VmArea fresh = vma.dup(mm).inMemory();
    fresh.setAllocated();
    if (kernel.allocationFails()) {
      fresh.free();
      return null;
    }
    if (fresh.ops() != null) {
      fresh.ops().open(fresh);
    }
    return fresh;
  }

  /** No node for the tree: all that was done so far is undone. */
  protected void abandon(VmArea vma, VmArea fresh, long address, boolean newBelow) {
    closeByOwner(fresh);
    free(fresh);
  }

  /** Tells the owner that the new VMA goes, which it was told of. */
  protected void closeByOwner(VmArea fresh) {
    if (fresh.ops() != null) {
      fresh.ops().close(fresh);
    }
  }

  /** Frees the new VMA. */
  protected void free(VmArea fresh) {
    fresh.free();
  }

  private void apart(VmArea vma, VmArea fresh, long address, boolean newBelow) {
    if (newBelow) {
      fresh.setBounds(vma.start(), address, vma.pgoff());
    } else {
      fresh.setBounds(address, vma.end(), vma.pgoffOf(address));
    }
    kernel.vmaLocking().storeParts(this, vma, fresh, address, newBelow);
    if (fresh.file() != null) {
      fresh.file().inode().mappings().add(fresh);
    }
  }

  /** Both parts in one store. */
  void storeOnce(VmArea vma, VmArea fresh, long address, boolean newBelow) {
    long start = newBelow ? address : vma.start();
    mm.vmas().split(vma, start, newBelow ? vma.end() : address, vma.pgoffOf(start), fresh);
  }

  /** First the part that stays, then the new one. */
  void storeTwice(VmArea vma, VmArea fresh, long address, boolean newBelow) {
    cut(vma, address, newBelow);
    mm.vmas().insert(fresh);
  }

  /** Leaves the VMA the part that the new one does not get. */
  protected final void cut(VmArea vma, long address, boolean newBelow) {
    if (newBelow) {
      mm.vmas().adjust(vma, address, vma.end(), vma.pgoffOf(address));
    } else {
      mm.vmas().adjust(vma, vma.start(), address, vma.pgoff());
    }
  }
}
