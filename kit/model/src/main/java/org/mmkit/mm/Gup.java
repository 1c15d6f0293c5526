// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.Signal;
import org.mmkit.mm.uapi.VmFlags;

/** Kernel access to user pages by pinning them ({@code get_user_pages}). */
public class Gup {
  /** How it is made. */
  public static final Part<BiFunction<TaskStruct, MmStruct, Gup>> PART =
      Part.of("get_user_pages", Gup::new);

  /** Pages that process_vm_readv pins under one hold of the lock. */
  private static final int BATCH = 16;

  private static final int TRIES_MAX = 64;

  /** Tries after which whoever drops the page each time has to come to an end first. */
  private static final int TRIES_IN_VAIN = 4;

  private final TaskStruct task;
  private final MmStruct mm;
  private final PageFrames frames;

  /** Whether it takes no page for reading that a fork shares ({@code FOLL_PIN}). */
  private boolean unshares;

  /** Pins pages of an address space for a task. */
  public static Gup of(TaskStruct task, MmStruct mm) {
    return task.kernel().parts().maker(PART).apply(task, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Gup(TaskStruct task, MmStruct mm) {
    this.task = task;
    this.mm = mm;
    this.frames = task.kernel().frames();
  }

  /**
   * With FOLL_PIN: a page that a fork shares is copied before it is read, so that the one which is
   * pinned stays the one that is mapped (Linux 5.19).
   */
  public Gup unsharing() {
    unshares = true;
    return this;
  }

  /**
   * Pins the page of an address, faulting it in if need be; mmap_sem is held.
   *
   * @param force whether to override the VMA's permissions where FOLL_FORCE may
   * @return the frame, or {@code -EFAULT}
   */
  public int pin(long address, boolean write, boolean force) {
    VmArea vma = find(address);
    if (vma == null || !allows(vma, write, force)) {
      return -Errno.EFAULT;
    }
    for (int tries = 0; tries < TRIES_MAX; tries++) {
      if (tries >= TRIES_IN_VAIN) {
        mm.flushes().awaitDropping();
      }
      PteTable table = mm.pageTables().find(address);
      if (table != null) {
        task.machine().touched().add(table.id, Access.READ);
      }
      long pte = mm.pageTables().walk(address);
      boolean usable = usable(vma, pte, write, force);
      boolean shared = usable && !write && unshares && isShared(vma, pte);
      if (usable && !shared) {
        int frame = Pte.frame(pte);
        frames.get(frame);
        return frame;
      }
      Signal signal =
          shared
              ? new CopyOnWrite(task).unshare(vma, address)
              : Fault.of(task).handle(vma, address, write);
      if (signal != Signal.NONE) {
        return -Errno.EFAULT;
      }
    }
    throw task.machine().fatal(MmRule.PG2, "get_user_pages repeated its fault");
  }

  /** The VMA that holds an address: a lookup in a hole finds the next one above it. */
  private @Nullable VmArea find(long address) {
    VmArea vma = task.findVma(address, mm);
    return vma != null && holds(vma, address) ? vma : null;
  }

  /** Whether the VMA that a lookup found holds the address. */
  protected boolean holds(VmArea vma, long address) {
    return vma.start() <= address;
  }

  /** Pins the page of an address for reading, as a driver does that keeps it: frame or -EFAULT. */
  public int pinLocked(long address) {
    mm.mmapSem().downRead();
    int frame = pin(address, false, false);
    mm.mmapSem().upRead();
    return frame;
  }

  /** The byte of a pinned page at the offset of an address, whatever is mapped there now. */
  public int readPinned(int frame, long address) {
    return frames.read(frame, offset(frame, address)) & 0xff;
  }

  private int offset(int frame, long address) {
    boolean huge = frames.has(frame, PageFrames.HUGE);
    return (int) (address & ((huge ? Addr.PMD_SIZE : Addr.PAGE_SIZE) - 1));
  }

  private static boolean allows(VmArea vma, boolean write, boolean force) {
    if (vma.has(VmFlags.VM_IO | VmFlags.VM_PFNMAP)) {
      return false;
    }
    if (write) {
      return vma.has(VmFlags.VM_WRITE) || force && VmFlags.isCow(vma.flags());
    }
    return vma.has(VmFlags.VM_READ) || force && vma.has(VmFlags.VM_MAYREAD);
  }

  /** A forced store may use a page of this process alone, although it is not mapped writable. */
  private boolean usable(VmArea vma, long pte, boolean write, boolean force) {
    if (!Pte.holdsPage(pte)) {
      return false;
    }
    if (!write) {
      return Pte.isPresent(pte) || force;
    }
    boolean writable = (pte & Pte.WRITE) != 0;
    boolean forced = force && !vma.has(VmFlags.VM_WRITE) && isOwn(vma, pte);
    return writable || forced && !isGuarded(vma, pte);
  }

  /** Whether a userfaultfd keeps stores off, forced ones too ({@code userfaultfd_pte_wp}). */
  private static boolean isGuarded(VmArea vma, long pte) {
    return vma.has(VmFlags.VM_UFFD_WP) && (pte & Pte.UFFD_WP) != 0;
  }

  /** Whether another process maps a private page, or may ({@code gup_must_unshare}). */
  private boolean isShared(VmArea vma, long pte) {
    if (Pte.isWritable(pte) || !Pte.holdsNormalPage(pte)) {
      return false;
    }
    boolean ownHuge = vma.has(VmFlags.VM_HUGETLB) && !vma.has(VmFlags.VM_MAYSHARE);
    return ownHuge ? frames.mapcount(Pte.frame(pte)) > 1 : (pte & Pte.FORKED) != 0;
  }

  private boolean isOwn(VmArea vma, long pte) {
    int frame = Pte.frame(pte);
    if (vma.has(VmFlags.VM_HUGETLB)) {
      return frames.mapcount(frame) == 1;
    }
    return Pte.holdsNormalPage(pte)
        && (pte & Pte.DIRTY) != 0
        && frames.has(frame, PageFrames.ANON)
        && frames.mapcount(frame) == 1;
  }

  /**
   * Copies from or to user memory through pins, as process_vm_readv(2) and writev(2) do.
   *
   * @param data read into, or written from; its length is what is asked for
   * @return bytes copied before the first page that fails, or {@code -EFAULT}
   */
  public long copy(long address, byte[] data, boolean write, boolean force) {
    int done = 0;
    while (done < data.length) {
      int[] pinned = new int[BATCH];
      int count = pinBatch(address + done, data.length - done, pinned, write, force);
      for (int i = 0; i < count; i++) {
        done += transfer(pinned[i], address + done, data, done, write);
        frames.put(task.cpu(), pinned[i]);
      }
      if (count < BATCH && done < data.length) {
        break;
      }
    }
    return done == 0 && data.length > 0 ? -Errno.EFAULT : done;
  }

  private int pinBatch(long address, int bytes, int[] pinned, boolean write, boolean force) {
    long end = address + bytes;
    int count = 0;
    mm.mmapSem().downRead();
    for (long page = Addr.pageStart(address); page < end && count < BATCH; ) {
      int frame = pin(page, write, force);
      if (frame < 0) {
        break;
      }
      pinned[count++] = frame;
      page += Addr.PAGE_SIZE;
    }
    mm.mmapSem().upRead();
    return count;
  }

  private int transfer(int frame, long address, byte[] data, int from, boolean write) {
    int offset = offset(frame, address);
    int inPage = (int) (address & (Addr.PAGE_SIZE - 1));
    int length = Math.min(data.length - from, (int) Addr.PAGE_SIZE - inPage);
    if (write) {
      frames.set(frame, PageFrames.DIRTY);
    }
    for (int i = 0; i < length; i++) {
      if (write) {
        frames.write(frame, offset + i, data[from + i]);
      } else {
        data[from + i] = frames.read(frame, offset + i);
      }
    }
    return length;
  }
}
