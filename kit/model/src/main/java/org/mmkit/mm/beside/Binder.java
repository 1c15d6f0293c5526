// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Access;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.Fault;
import org.mmkit.mm.Inode;
import org.mmkit.mm.Kernel;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.Mmap;
import org.mmkit.mm.MmuGather;
import org.mmkit.mm.OpenFile;
import org.mmkit.mm.Part;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.VmArea;
import org.mmkit.mm.VmOperations;
import org.mmkit.mm.Zap;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.VmFlags;

/**
 * A driver in the manner of Android's binder: it has a buffer mapped into one process, puts pages
 * into it as it needs them, and gives those that are not in use back when memory runs short. It is
 * told when its VMA goes, but not by which task, nor under which lock.
 */
public class Binder implements VmOperations {
  /** How it is made. */
  public static final Part<Function<Kernel, Binder>> PART = Part.of("binder", Binder::new);

  private final Kernel kernel;
  private final long id;
  private final OpenFile device;
  private final RwSemaphore mutex;
  private final TreeMap<Long, Integer> pages = new TreeMap<>();
  private final TreeSet<Long> unused = new TreeSet<>();
  private @Nullable MmStruct mm;
  private long start;
  private long end;

  /** Opens the device. */
  public static Binder of(Kernel kernel) {
    return kernel.parts().maker(PART).apply(kernel);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected Binder(Kernel kernel) {
    this.kernel = kernel;
    this.id = kernel.machine().newId();
    Inode inode = new Inode(kernel, Inode.Kind.REGULAR, 0);
    inode.setMappingOperations(this);
    this.device = new OpenFile(inode, true, false);
    this.mutex = kernel.machine().newSemaphore(Kernel.BINDER);
  }

  /** mmap(2) of the device at an address, readable only: 0 or a negative errno. */
  public long map(TaskStruct task, long address, long length) {
    int flags = MmapFlags.MAP_PRIVATE | MmapFlags.MAP_FIXED;
    long landed =
        Mmap.of(task)
            .map(
                address,
                length,
                MmapFlags.PROT_READ,
                flags,
                device,
                0,
                () -> mm != null && isPlace(address, length) ? -Errno.EBUSY : 0);
    return landed < 0 ? landed : 0;
  }

  /** Whether mmap gets as far as to ask the driver. */
  private static boolean isPlace(long address, long length) {
    return Addr.isPageAligned(address) && Addr.inUserSpace(address, length);
  }

  /** The first VMA is the mapping; others are parts of it, or were moved away. */
  @Override
  public void open(VmArea opened) {
    if (mm == null) {
      mm = opened.mm();
      start = opened.start();
      end = opened.end();
      long set = VmFlags.VM_DONTCOPY | VmFlags.VM_MIXEDMAP;
      opened.setFlags((opened.flags() | set) & ~VmFlags.VM_MAYWRITE);
    }
  }

  @Override
  public void close(VmArea closed) {
    kernel.machine().step(StepKind.HOOK, id, Access.WRITE);
  }

  @Override
  public boolean hasClose() {
    return true;
  }

  /** Delivers a byte in a page of the buffer: 0 or a negative errno. */
  public long put(TaskStruct task, long page, byte value) {
    MmStruct space = mm;
    if (space != null && (page < 0 || address(page) >= end)) {
      return -Errno.EINVAL;
    }
    if (space == null || !space.tryGet()) {
      return -Errno.ESRCH;
    }
    mutex.downWrite();
    long result = insert(task, space, page, value);
    mutex.upWrite();
    space.put(task);
    return result;
  }

  /** Makes a page of the buffer present ({@code binder_update_page_range}). */
  private int insert(TaskStruct task, MmStruct space, long page, byte value) {
    space.mmapSem().downRead();
    VmArea area = vmaToFill(space, page);
    if (area != null) {
      int frame = fill(task, page, value);
      insertPage(task, space, area, page, frame);
    }
    space.mmapSem().upRead();
    return area == null ? -Errno.ESRCH : 0;
  }

  /** The kernel's own view of the page, so that the process never sees it without the byte. */
  private int fill(TaskStruct task, long page, byte value) {
    Integer present = pages.get(page);
    int frame = present == null ? kernel.frames().alloc(task.cpu(), (byte) 0) : present;
    pages.put(page, frame);
    kernel.frames().write(frame, 0, value);
    unused.remove(page);
    return frame;
  }

  /** {@code vm_insert_page}, unless the page is there. */
  private void insertPage(TaskStruct task, MmStruct space, VmArea area, long page, int frame) {
    PteTable table = space.pageTables().alloc(address(page));
    int index = PteTable.index(address(page));
    long pte = Pte.of(frame, Pte.protection(area.flags()));
    table.lock.lock();
    if (table.get(index) == Pte.NONE) {
      Fault.of(task).map(area, table, index, pte);
    }
    table.lock.unlock();
  }

  /** What a page of the buffer held has been used: the page may go when memory runs short. */
  public long free(long page) {
    mutex.downWrite();
    boolean used = pages.containsKey(page) && unused.add(page);
    mutex.upWrite();
    return used ? 0 : -Errno.EINVAL;
  }

  /** Gives unused pages back, without ever waiting for a lock ({@code binder_alloc_free_page}). */
  public void shrink(TaskStruct task) {
    MmStruct space = mm;
    if (space == null) {
      return;
    }
    for (long page : List.copyOf(unused)) {
      if (mutex.tryDownWrite()) {
        boolean got = unused.contains(page) && space.tryGet();
        if (got) {
          reclaim(task, space, page);
        }
        mutex.upWrite();
        if (got) {
          space.put(task);
        }
      }
    }
  }

  /** Gives a page back, if the lock is free. */
  protected void reclaim(TaskStruct task, MmStruct space, long page) {
    if (space.mmapSem().tryDownRead()) {
      giveBack(task, space, vmaToReclaim(space, page), page);
    }
  }

  /** Unmaps a page from a VMA, unless there is none, unlocks mmap_sem, and frees the page. */
  protected final void giveBack(TaskStruct task, MmStruct space, @Nullable VmArea area, long page) {
    if (area != null) {
      MmuGather gather = MmuGather.of(task, space);
      Zap.of(task, gather).keepingGuards().single(area, address(page), address(page + 1));
      gather.finish();
    }
    space.mmapSem().upRead();
    unused.remove(page);
    kernel.frames().put(task.cpu(), pages.remove(page));
  }

  /** The VMA that a page is put into; mmap_sem is held for reading. */
  protected @Nullable VmArea vmaToFill(MmStruct space, long page) {
    return lookup(space, page);
  }

  /** The VMA that a page is taken out of; mmap_sem is held for reading. */
  protected @Nullable VmArea vmaToReclaim(MmStruct space, long page) {
    return lookup(space, page);
  }

  /** Whether it has been mapped. */
  protected final boolean isMapped() {
    return mm != null;
  }

  /** What stands for it in steps. */
  protected final long id() {
    return id;
  }

  /** The mapping's VMA at a page, or null if it went ({@code vma_lookup}). */
  private @Nullable VmArea lookup(MmStruct space, long page) {
    VmArea found = space.vmas().find(address(page));
    boolean ours =
        found != null
            && found.start() <= address(page)
            && found.ops() == this
            && found.pgoffOf(address(page)) == page;
    return ours ? found : null;
  }

  private long address(long page) {
    return start + (page << Addr.PAGE_SHIFT);
  }
}
