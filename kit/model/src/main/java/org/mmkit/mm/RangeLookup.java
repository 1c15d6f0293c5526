// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * The first part of {@code do_munmap}: finds the VMAs of a range, and splits the first and the last
 * where the range cuts them.
 */
public class RangeLookup {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, RangeLookup>> PART =
      Part.of("the lookup of do_munmap", RangeLookup::new);

  private final MmStruct mm;
  private final VmaSplit split;

  /** The lookup for a task in an address space. */
  public static RangeLookup of(TaskStruct task, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected RangeLookup(TaskStruct task, MmStruct mm) {
    this.mm = mm;
    this.split = VmaSplit.of(task, mm);
  }

  /** The VMAs that overlap the range, uncut. */
  public VmaRange lookup(long start, long length) {
    long end = start + Addr.pageAlign(length);
    List<VmArea> found = overlapping(start, end);
    return new VmaRange(start, end, 0, below(found), found);
  }

  private List<VmArea> overlapping(long start, long end) {
    List<VmArea> found = new ArrayList<>(2);
    for (VmArea vma = mm.vmas().find(start); vma != null && vma.start() < end; ) {
      found.add(vma);
      vma = mm.vmas().atOrAfter(vma.end());
    }
    return found;
  }

  /** What a caller has collected of a range, VMA by VMA. */
  public VmaRange collected(long start, long end, List<VmArea> vmas) {
    return new VmaRange(start, end, 0, below(vmas), vmas);
  }

  private @Nullable VmArea below(List<VmArea> vmas) {
    return vmas.isEmpty() ? null : mm.vmas().before(vmas.get(0).start());
  }

  /** The VMAs from a given one to the end of the range; the given one in any case. */
  public VmaRange from(VmArea first, long start, long length) {
    mm.locks().read(MmField.VMA_TREE);
    long end = start + Addr.pageAlign(length);
    List<VmArea> list = new ArrayList<>(2);
    VmArea vma = first;
    do {
      list.add(vma);
      vma = mm.vmas().atOrAfter(vma.end());
    } while (vma != null && vma.start() < end);
    return new VmaRange(start, end, 0, below(list), list);
  }

  /** Finds the VMAs of the range and splits the first and the last where the range cuts them. */
  public VmaRange lookupAndSplit(long start, long length) {
    VmaRange uncut = lookup(start, length);
    if (uncut.isEmpty()) {
      return uncut;
    }
    int error = split(uncut);
    if (error != 0) {
      return VmaRange.failed(start, uncut.end(), error);
    }
    List<VmArea> cut = overlapping(start, uncut.end());
    return new VmaRange(start, uncut.end(), 0, previous(uncut, cut), cut);
  }

  /** The VMA below the range: if the first one was split, its lower part. */
  protected @Nullable VmArea previous(VmaRange uncut, List<VmArea> cut) {
    return below(cut);
  }

  /**
   * Cuts the first VMA, and the last if none before it is sealed; a cut that was made stays even if
   * nothing can be unmapped.
   */
  private int split(VmaRange span) {
    VmArea first = span.first();
    if (span.start() > first.start()) {
      int error = splitFirst(span, first);
      if (error != 0) {
        return error;
      }
    }
    for (VmArea vma : overlapping(span.start(), span.end())) {
      if (vma.has(VmFlags.VM_SEALED)) {
        return -Errno.EPERM;
      }
      if (vma.end() > span.end()) {
        return split.split(vma, span.end(), true);
      }
    }
    return 0;
  }

  private int splitFirst(VmaRange span, VmArea first) {
    boolean cutsMiddle = span.end() < first.end();
    if (cutsMiddle && mm.vmas().size() >= mm.kernel().params().maxMapCount()) {
      return -Errno.ENOMEM;
    }
    return first.has(VmFlags.VM_SEALED) ? -Errno.EPERM : split.split(first, span.start(), false);
  }

  /** Splits a VMA at an address, within the limit of VMAs or not as the caller has tested. */
  public int splitVma(VmArea vma, long address, boolean newBelow) {
    return split.split(vma, address, newBelow);
  }

  /** The VMA above another one, or null. */
  public @Nullable VmArea next(VmArea vma) {
    readStep();
    return mm.vmas().atOrAfter(vma.end());
  }

  /** The VMA below an address at which one starts, or null. */
  public @Nullable VmArea before(long start) {
    readStep();
    return mm.vmas().before(start);
  }

  /** Whether a stack is next above the range, which could grow into it once it is empty. */
  public boolean isNextToGrowsdown(VmaRange span) {
    readStep();
    VmArea next = mm.vmas().atOrAfter(span.end());
    return next != null && next.has(VmFlags.VM_GROWSDOWN);
  }

  private void readStep() {
    mm.machine().step(StepKind.TREE_READ, mm.id(), Access.READ);
    mm.locks().read(MmField.VMA_TREE);
  }
}
