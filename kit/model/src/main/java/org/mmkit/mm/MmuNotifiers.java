// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.Arrays;
import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.WaitQueue;
import org.mmkit.mm.uapi.Addr;

/**
 * A change of page tables is announced before and after ({@code
 * mmu_notifier_invalidate_range_start} and {@code _end}), for a guest: a second user of the mm's
 * pages, such as a virtual machine, with a TLB of its own and no reference to what it translates
 * to. It only loads: what merely takes away the right to store does not concern it.
 */
public final class MmuNotifiers {
  private static final int TRIES = 64;

  private final MmStruct mm;
  private final Machine machine;
  private final long id;
  private final WaitQueue waiters;
  private boolean hasGuest;
  private int invalidating;
  private long sequence;
  private long[] pages = {};
  private int[] frames = {};
  private int size;

  MmuNotifiers(MmStruct mm) {
    this.mm = mm;
    this.machine = mm.machine();
    this.id = machine.newId();
    this.waiters = new WaitQueue(machine, "the end of an invalidation");
  }

  /** Entries of [from, to) are about to change: the guest forgets them, and takes none in. */
  public void start(long from, long to) {
    announce();
    invalidating++;
    drop(from, to);
  }

  /** Entries have changed. */
  public void end() {
    announce();
    invalidating--;
    sequence++;
    if (invalidating == 0) {
      waiters.wakeAll();
    }
  }

  private void announce() {
    Unnamed.GUESTS.touch(machine, 0, Access.READ);
    if (hasGuest) {
      machine.step(StepKind.HOOK, id, Access.WRITE, MmCost.NOTIFIER, 1);
    }
  }

  /** Changes that were begun and have not ended. */
  int invalidating() {
    return invalidating;
  }

  private void drop(long from, long to) {
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (pages[i] < from || pages[i] >= to) {
        pages[kept] = pages[i];
        frames[kept++] = frames[i];
      }
    }
    if (kept < size) {
      Unnamed.GUESTS.touch(machine, 0, Access.WRITE);
    }
    size = kept;
  }

  /** The guest loads a byte: 0 to 255, or {@code -EFAULT}. */
  public int load(TaskStruct task, long address) {
    if (!hasGuest) {
      Unnamed.GUESTS.touch(machine, 0, Access.WRITE);
      hasGuest = true;
    }
    Gup gup = Gup.of(task, mm);
    for (int i = 0; i < TRIES; i++) {
      machine.step(StepKind.TLB_HIT, id, Access.READ);
      int cached = lookup(Addr.pageStart(address));
      if (cached >= 0) {
        requireTrue(address, cached);
        return gup.readPinned(cached, address);
      }
      while (invalidating > 0) {
        waiters.sleep();
      }
      long before = sequence;
      int frame = gup.pinLocked(address);
      if (frame < 0) {
        return frame;
      }
      takeIn(Addr.pageStart(address), frame, before);
      mm.kernel().frames().put(task.cpu(), frame);
    }
    throw machine.fatal(
        MmRule.PG2, "guest's fault at " + Long.toHexString(address) + " repeated too often");
  }

  /** Caches a translation, unless entries were changed since it was looked up. */
  private void takeIn(long page, int frame, long before) {
    machine.step(StepKind.TLB_FILL, id, Access.WRITE);
    if (invalidating > 0 || sequence != before) {
      return;
    }
    if (size == pages.length) {
      pages = Arrays.copyOf(pages, size + 8);
      frames = Arrays.copyOf(frames, size + 8);
    }
    Unnamed.GUESTS.touch(machine, 0, Access.WRITE);
    pages[size] = page;
    frames[size++] = frame;
    if (frame != PageFrames.ZERO_PAGE) {
      mm.kernel().frames().set(frame, PageFrames.CACHED_IN_TLB);
    }
  }

  private int lookup(long page) {
    for (int i = 0; i < size; i++) {
      if (pages[i] == page) {
        return frames[i];
      }
    }
    return -1;
  }

  /** Nobody takes an entry away before the guest has forgotten it. */
  private void requireTrue(long address, int frame) {
    long pte = mm.pageTables().walk(address);
    if (!Pte.holdsPage(pte) || Pte.frame(pte) != frame) {
      machine.report(
          MmRule.T_TLB2,
          "guest still translates " + Long.toHexString(address) + " to page " + frame);
    }
  }

  boolean translatesTo(int frame) {
    for (int i = 0; i < size; i++) {
      if (frames[i] == frame) {
        return true;
      }
    }
    return false;
  }
}
