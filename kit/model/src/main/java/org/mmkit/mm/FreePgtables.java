// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;

/**
 * Unlinks the VMAs from the reverse map and frees the page tables between the neighbours of the
 * range ({@code free_pgtables}). Goes by the list, and so relies on the VMAs having been cut out of
 * it: if they are not, the first VMA of the range itself is taken for the next neighbour, and the
 * walk runs on to the last VMA of the mm. Where VMAs have locks of their own there is no list any
 * more: the VMAs that were taken out are walked, between what is next to them in the tree.
 */
public final class FreePgtables {
  private final MmStruct mm;
  private final Detach detach;

  FreePgtables(MmStruct mm, Detach detach) {
    this.mm = mm;
    this.detach = detach;
  }

  /** Frees between the neighbours, which it looks for. */
  public void free(MmuGather gather, VmaRange span) {
    mm.machine().step(StepKind.TREE_READ, mm.id(), Access.READ);
    mm.kernel().vmaLocking().freePgtables(this, gather, span);
  }

  /** Between what is next to the range in the tree. */
  void freeByTree(MmuGather gather, VmaRange span) {
    VmArea below = mm.vmas().before(span.start());
    VmArea above = mm.vmas().atOrAfter(span.start());
    free(gather, span, below == null ? 0 : below.end(), above == null ? 0 : above.start());
  }

  /** Between the neighbours in the list, from which the range was cut. */
  void freeByList(MmuGather gather, VmaRange span) {
    VmArea previous = detach.below(span);
    long floor = previous == null ? 0 : previous.end();
    VmArea next = previous == null ? mm.vmas().list().first() : previous.next();
    long ceiling = next == null ? 0 : next.start();
    int walked = 0;
    for (VmArea vma = span.first(); vma != null; ) {
      VmaList.requireEnd(mm, ++walked);
      VmArea following = following(vma, span, walked);
      freeBelow(vma, following != null ? following.start() : ceiling, floor, gather);
      vma = following;
    }
    gather.own(span);
  }

  /**
   * The next VMA in the list; where the VMAs of the range were detached one by one, each is a list
   * of its own, and the next one of the range follows.
   */
  private @Nullable VmArea following(VmArea vma, VmaRange span, int walked) {
    VmArea next = vma.next();
    if (next != null || walked >= span.vmas().size()) {
      return next;
    }
    VmArea other = span.vmas().get(walked);
    return detach.hasTaken(other) ? other : null;
  }

  /** The same, between bounds that were found before; a ceiling of 0 is the top. */
  public void free(MmuGather gather, VmaRange span, long floor, long ceiling) {
    List<VmArea> list = span.vmas();
    setGoing(list, !mm.kernel().vmaLocking().hasVmaLocks() && mm.locks().isExclusive());
    for (int i = 0; i < list.size(); i++) {
      freeBelow(
          list.get(i), i + 1 < list.size() ? list.get(i + 1).start() : ceiling, floor, gather);
    }
    setGoing(list, false);
    gather.own(span);
  }

  /** A writer that is alone may free the tables of VMAs that are in the tree still. */
  private static void setGoing(List<VmArea> vmas, boolean going) {
    vmas.forEach(vma -> vma.checks().setGoing(going));
  }

  private void freeBelow(VmArea vma, long ceiling, long floor, MmuGather gather) {
    long start = vma.start();
    long end = vma.end();
    if (vma.file() != null) {
      vma.file().inode().mappings().remove(vma);
    }
    mm.pageTables().freeRange(gather, start, end, floor, ceiling);
  }
}
