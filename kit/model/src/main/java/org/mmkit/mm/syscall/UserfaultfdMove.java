// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.syscall;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.AnonVmas;
import org.mmkit.mm.MapRules;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.UserfaultfdCtx;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/** UFFDIO_MOVE: pages of anonymous memory go to where a userfaultfd waits for them. */
final class UserfaultfdMove {
  private static final long ALIKE = VmFlags.VM_ACCESS_FLAGS | VmFlags.VM_LOCKED;
  private static final long IMMOVABLE = VmFlags.VM_SPECIAL | VmFlags.VM_HUGETLB;

  private final TaskStruct task;
  private final UserfaultfdCtx ctx;
  private final MmStruct mm;

  UserfaultfdMove(TaskStruct task, UserfaultfdCtx ctx) {
    this.task = task;
    this.ctx = ctx;
    this.mm = ctx.mm();
  }

  /**
   * Moves pages to where none are.
   *
   * @return 0; why the first page stays, or {@code -EAGAIN} for a later one
   */
  long move(long to, long from, long length) {
    boolean valid = Userfaultfd.isValid(to, length) && Userfaultfd.isValid(from, length);
    if (task.mm() != mm || !valid) {
      return -Errno.EINVAL;
    }
    mm.mmapSem().downRead();
    long moved = locked(to, from, length);
    mm.mmapSem().upRead();
    if (moved > 0) {
      ctx.wake(to, to + moved);
    }
    return moved < 0 ? moved : moved == length ? 0 : -Errno.EAGAIN;
  }

  /** The bytes that were moved, or why none was. */
  private long locked(long to, long from, long length) {
    VmArea target = task.lookupVma(to);
    if (target == null) {
      return -Errno.ENOENT;
    }
    if (!target.has(VmFlags.VM_SHARED)) {
      // Before it is known whether anything is moved.
      AnonVmas.prepare(task, target);
    }
    VmArea source = task.lookupVma(from);
    if (source == null) {
      return -Errno.ENOENT;
    }
    if (ctx.mmapChanging() != 0) {
      return -Errno.EAGAIN;
    }
    boolean within = from + length <= source.end() && to + length <= target.end();
    if (!within || !mayMove(source, target)) {
      return -Errno.EINVAL;
    }
    mm.notifiers().start(from, from + length);
    long done = 0;
    int error = 0;
    while (done < length && error == 0) {
      error = page(source, target, from + done, to + done);
      done += error == 0 ? Addr.PAGE_SIZE : 0;
    }
    mm.notifiers().end();
    return done > 0 ? done : error;
  }

  /** {@code validate_move_areas}. */
  private boolean mayMove(VmArea source, VmArea target) {
    return isSuitable(source)
        && isSuitable(target)
        && ((source.flags() ^ target.flags()) & ALIKE) == 0
        && source.has(VmFlags.VM_WRITE)
        && target.userfaultfd() == ctx;
  }

  private static boolean isSuitable(VmArea vma) {
    return vma.isAnonymous() && !vma.has(VmFlags.VM_SHARED) && !vma.has(IMMOVABLE);
  }

  private int page(VmArea source, VmArea target, long from, long to) {
    PteTable old = mm.pageTables().find(from);
    if (old == null) {
      return -Errno.ENOENT;
    }
    PteTable fresh = mm.pageTables().alloc(to);
    lock(old, fresh);
    boolean gone = old.isReclaimed() || fresh.isReclaimed();
    int error = gone ? 0 : moveLocked(source, target, old, fresh, from, to);
    unlock(old, fresh);
    return gone ? page(source, target, from, to) : error;
  }

  private int moveLocked(
      VmArea source, VmArea target, PteTable old, PteTable fresh, long from, long to) {
    task.machine().step(StepKind.PTE_WRITE, old.id, Access.WRITE);
    task.machine().step(StepKind.PTE_WRITE, fresh.id, Access.WRITE);
    long pte = old.get(PteTable.index(from));
    if (fresh.get(PteTable.index(to)) != Pte.NONE) {
      return -Errno.EEXIST;
    }
    int error = refusal(pte);
    if (error != 0) {
      return error;
    }
    MapRules.requireMappable(target, to);
    mm.flushes().begin();
    old.put(PteTable.index(from), Pte.NONE);
    fresh.put(PteTable.index(to), moved(target, pte));
    mm.kernel().tlbs().flush(mm, from, from + Addr.PAGE_SIZE, false);
    mm.flushes().end();
    return 0;
  }

  /** References beside those of mappings do not matter: the page stays the same one. */
  private static int refusal(long pte) {
    if (pte == Pte.NONE) {
      return -Errno.ENOENT;
    }
    if (!Pte.holdsPage(pte)) {
      return -Errno.EFAULT;
    }
    return (pte & Pte.FORKED) != 0 ? -Errno.EBUSY : 0;
  }

  /** Writable, whatever it was: the page is this process's alone. */
  private static long moved(VmArea target, long pte) {
    long bits = Pte.protection(target.flags());
    return Pte.holdsNormalPage(pte)
        ? Pte.of(Pte.frame(pte), bits | Pte.WRITE | pte & Pte.DIRTY)
        : Pte.of(PageFrames.ZERO_PAGE, bits | Pte.SPECIAL);
  }

  /** In one order, whoever moves in which direction. */
  private static void lock(PteTable one, PteTable other) {
    PteTable first = one.id <= other.id ? one : other;
    first.lock.lock();
    if (one != other) {
      (first == one ? other : one).lock.lock();
    }
  }

  private static void unlock(PteTable one, PteTable other) {
    one.lock.unlock();
    if (one != other) {
      other.lock.unlock();
    }
  }
}
