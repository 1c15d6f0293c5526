// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Joins neighbouring VMAs with the same attributes ({@code vma_merge_new_range} and {@code
 * vma_merge_existing_range} of Linux 6.18).
 */
public final class VmaMerge {
  private final TaskStruct task;
  private final MmStruct mm;
  private final VmaTree tree;

  public VmaMerge(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.tree = mm.vmas();
  }

  /**
   * Covers a new range by extending a neighbour, or both, if they allow it. Breakpoints are the
   * caller's business: a move brings its own.
   *
   * @param proposed a VMA of the range that is in no tree yet
   * @return the VMA that covers it now, or null if a new one is needed
   */
  public @Nullable VmArea mergeNew(VmArea proposed) {
    long start = proposed.start();
    long end = proposed.end();
    VmArea previous = touchingBelow(start);
    VmArea next = touchingAbove(end);
    long flags = proposed.flags();
    VmArea left = previous != null && canJoin(previous, proposed, flags) ? previous : null;
    VmArea right = next != null && canJoin(proposed, next, flags) ? next : null;
    if (left != null) {
      left.startWrite();
    }
    if (right != null) {
      right.startWrite();
    }
    if (left != null && right != null && canBothJoin(left, right) && !hasClose(right)) {
      inherit(left, proposed);
      join(left, right);
      return left;
    }
    if (left != null) {
      inherit(left, proposed);
      extend(left, left.start(), end, left.pgoff());
      return left;
    }
    if (right != null) {
      inherit(right, proposed);
      extend(right, start, right.end(), right.pgoff() - proposed.pages());
    }
    return right;
  }

  /**
   * Extends a VMA over a new range that begins at its end, if they allow it: never a join with the
   * next.
   */
  public boolean growUpOnly(VmArea previous, VmArea proposed) {
    if (previous.end() != proposed.start() || !canJoin(previous, proposed, proposed.flags())) {
      return false;
    }
    previous.startWrite();
    tree.adjust(previous, previous.start(), proposed.end(), previous.pgoff());
    return true;
  }

  /**
   * Gives [start, end), which lies in one VMA, other flags: joins it with neighbours that have them
   * already, else splits it off.
   *
   * @return 0 or a negative errno; the new flags are set on success
   */
  public int modify(
      VmArea vma, long start, long end, long newFlags, @Nullable UserfaultfdCtx userfaultfd) {
    boolean whole = start == vma.start() && end == vma.end();
    VmArea previous = start == vma.start() ? touchingBelow(start) : null;
    VmArea next = end == vma.end() ? touchingAbove(end) : null;
    VmArea changed = vma.dup(mm);
    changed.setBounds(start, end, vma.pgoffOf(start));
    changed.setFlags(newFlags);
    changed.setUserfaultfd(userfaultfd);
    boolean mayVanish = !whole || !hasClose(vma);
    boolean below = previous != null && mayVanish && canJoin(previous, changed, newFlags);
    boolean above = next != null && mayVanish && canJoin(changed, next, newFlags);
    VmArea left = below ? previous : null;
    VmArea right = above ? next : null;
    vma.startWrite();
    if (left != null) {
      left.startWrite();
    }
    if (right != null) {
      right.startWrite();
    }
    if (left != null && right != null && whole && canBothJoin(left, right) && !hasClose(right)) {
      inherit(left, vma);
      inherit(left, right);
      Inode.guarding(vma, () -> swallowBoth(left, vma, right));
      Uprobes.mapped(task, left);
      return 0;
    }
    if (left != null) {
      return growOver(left, vma, end);
    }
    if (right != null) {
      return growUnder(right, vma, start);
    }
    return splitOff(vma, start, end, newFlags, userfaultfd);
  }

  private void extend(VmArea vma, long start, long end, long pgoff) {
    Inode.guarding(vma, () -> tree.adjust(vma, start, end, pgoff));
  }

  private int growOver(VmArea previous, VmArea vma, long end) {
    inherit(previous, vma);
    boolean stays = end != vma.end();
    Inode.guarding(vma, () -> moveUpperBoundary(previous, vma, end));
    return probed(previous, stays ? vma : null);
  }

  private void moveUpperBoundary(VmArea previous, VmArea vma, long end) {
    if (end == vma.end()) {
      removeMerged(vma);
    } else {
      tree.adjust(vma, end, vma.end(), vma.pgoffOf(end));
    }
    tree.adjust(previous, previous.start(), end, previous.pgoff());
  }

  private int growUnder(VmArea next, VmArea vma, long start) {
    inherit(next, vma);
    boolean stays = start != vma.start();
    Inode.guarding(vma, () -> moveLowerBoundary(next, vma, start));
    return probed(next, stays ? vma : null);
  }

  private int probed(VmArea grown, @Nullable VmArea rest) {
    Uprobes.mapped(task, grown);
    if (rest != null) {
      Uprobes.mapped(task, rest);
    }
    return 0;
  }

  private void moveLowerBoundary(VmArea next, VmArea vma, long start) {
    long pgoff = vma.pgoffOf(start);
    if (start == vma.start()) {
      removeMerged(vma);
    } else {
      tree.adjust(vma, vma.start(), start, vma.pgoff());
    }
    tree.adjust(next, start, next.end(), pgoff);
  }

  private int splitOff(
      VmArea vma, long start, long end, long newFlags, @Nullable UserfaultfdCtx ctx) {
    if (start > vma.start()) {
      int error = VmaSplit.of(task, mm).withinLimit(vma, start, true);
      if (error != 0) {
        return error;
      }
    }
    if (end < vma.end()) {
      int error = VmaSplit.of(task, mm).withinLimit(vma, end, false);
      if (error != 0) {
        return error;
      }
    }
    vma.setFlags(newFlags);
    vma.setUserfaultfd(ctx);
    return 0;
  }

  private void join(VmArea left, VmArea right) {
    inherit(left, right);
    Inode.guarding(left, () -> swallow(left, right));
  }

  private void swallowBoth(VmArea left, VmArea middle, VmArea right) {
    removeMerged(middle);
    swallow(left, right);
  }

  private void swallow(VmArea left, VmArea right) {
    long end = right.end();
    removeMerged(right);
    tree.adjust(left, left.start(), end, left.pgoff());
  }

  private void removeMerged(VmArea vma) {
    mm.kernel().vmaLocking().startRemove(vma);
    tree.remove(vma);
    if (vma.file() != null) {
      vma.file().inode().mappings().remove(vma);
    }
    mm.invalidateVmacache();
    vma.free();
  }

  /** The VMA that stays takes over what it needs for the pages and markers of the other. */
  private static void inherit(VmArea survivor, VmArea other) {
    if (survivor.anonVma() == null && other.anonVma() != null) {
      survivor.setAnonVma(other.anonVma(), other.anonVmaChain());
    }
    long sticky = other.flags() & VmFlags.VM_STICKY;
    if (sticky != 0) {
      survivor.setFlags(survivor.flags() | sticky);
    }
  }

  private @Nullable VmArea touchingBelow(long start) {
    VmArea below = tree.before(start);
    return below != null && below.end() == start ? below : null;
  }

  private @Nullable VmArea touchingAbove(long end) {
    VmArea above = tree.atOrAfter(end);
    return above != null && above.start() == end ? above : null;
  }

  private static boolean hasClose(VmArea vma) {
    return vma.ops() != null && vma.ops().hasClose();
  }

  /** Whether two touching VMAs, of which one is to get the flags, may become one. */
  private static boolean canJoin(VmArea left, VmArea right, long flags) {
    return differsOnlyInSticky(left, flags)
        && differsOnlyInSticky(right, flags)
        && left.file() == right.file()
        && left.ops() == right.ops()
        && left.userfaultfd() == right.userfaultfd()
        && (flags & VmFlags.VM_SPECIAL) == 0
        && left.pgoff() + left.pages() == right.pgoff()
        && AnonVmas.mergeable(left, right);
  }

  /** Whether two VMAs would have become one, did not one of them alone have a mark. */
  static boolean keptApartBy(long mark, VmArea left, VmArea right) {
    return left.end() == right.start()
        && (left.flags() ^ right.flags()) == mark
        && left.file() == right.file()
        && left.ops() == right.ops()
        && (left.flags() & VmFlags.VM_SPECIAL) == 0
        && left.pgoff() + left.pages() == right.pgoff()
        && AnonVmas.mergeable(left, right);
  }

  private static boolean differsOnlyInSticky(VmArea vma, long flags) {
    return ((vma.flags() ^ flags) & ~VmFlags.VM_STICKY) == 0;
  }

  private static boolean canBothJoin(VmArea left, VmArea right) {
    AnonVma one = left.anonVma();
    AnonVma two = right.anonVma();
    return one == null || two == null || one == two;
  }
}
