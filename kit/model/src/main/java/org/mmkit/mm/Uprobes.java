// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntFunction;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Breakpoints in executable file mappings: the page that holds one is a private copy with int3 in
 * it.
 */
public final class Uprobes {
  public static final byte INT3 = (byte) 0xcc;

  private Uprobes() {}

  /** Whether a mapping may take probes: private, not to be written, of a file that may be run. */
  private static boolean isValid(VmArea vma) {
    long unfit = VmFlags.VM_HUGETLB | VmFlags.VM_MAYSHARE | VmFlags.VM_WRITE;
    return vma.file() != null && vma.has(VmFlags.VM_MAYEXEC) && !vma.has(unfit);
  }

  /** Whether a probe is at an address of a VMA. */
  static boolean hits(VmArea vma, long address) {
    long position = bytes(vma.pgoffOf(address)) + offset(address);
    return isValid(vma) && vma.inode().hasUprobe(position, position + 1);
  }

  private static long bytes(long pages) {
    return pages << Addr.PAGE_SHIFT;
  }

  private static int offset(long position) {
    return (int) (position & (Addr.PAGE_SIZE - 1));
  }

  /** Whether a probe is in the VMA ({@code vma_has_uprobes}). */
  static boolean has(VmArea vma) {
    return isValid(vma)
        && vma.inode().hasUprobe(bytes(vma.pgoff()), bytes(vma.pgoff() + vma.pages()));
  }

  /** Whether a probe was in the VMA before a step of the run; costs no virtual time. */
  public static boolean had(VmArea vma, long step) {
    long end = bytes(vma.pgoff() + vma.pages());
    return isValid(vma) && vma.inode().hadUprobe(bytes(vma.pgoff()), end, step);
  }

  /**
   * Places a probe at a position in a file, and a breakpoint in every mapping that there is already
   * ({@code uprobe_register}). If one cannot be had, those that were put in are taken out again.
   *
   * @return 0 or a negative errno
   */
  public static int register(TaskStruct task, Inode inode, long position) {
    boolean isNew = !inode.hasUprobe(position, position + 1);
    inode.addUprobe(position);
    int error = forEach(task, inode, position, site -> insert(task, inode, site, position));
    if (error != 0 && isNew) {
      inode.removeUprobe(position);
      forEach(task, inode, position, site -> remove(task, inode, site, position));
    }
    return error;
  }

  /** Where a page of a file is mapped. */
  private record Site(MmStruct mm, long address) {}

  /**
   * Calls on each mapping of a position, until one says an error ({@code register_for_each_vma}).
   */
  private static int forEach(
      TaskStruct task, Inode inode, long position, ToIntFunction<Site> action) {
    long filePage = Addr.pages(position);
    int error = 0;
    for (Site site : sites(inode, filePage)) {
      if (error != 0 || !site.mm().tryGet()) {
        continue;
      }
      site.mm().mmapSem().downWrite();
      // The lock was not held when the site was found: the mapping may be another one now.
      VmArea vma = site.mm().vmas().find(site.address());
      if (vma != null
          && vma.start() <= site.address()
          && vma.file() != null
          && vma.inode() == inode
          && vma.pgoffOf(site.address()) == filePage
          && isValid(vma)) {
        error = action.applyAsInt(site);
      }
      site.mm().mmapSem().upWrite();
      site.mm().put(task);
    }
    return error;
  }

  private static List<Site> sites(Inode inode, long filePage) {
    List<Site> sites = new ArrayList<>();
    inode.mappings().lock().downRead();
    for (VmArea vma : inode.mappings().vmas()) {
      if (vma.pgoff() <= filePage && filePage < vma.pgoff() + vma.pages()) {
        long offset = (filePage - vma.pgoff()) << Addr.PAGE_SHIFT;
        sites.add(new Site(vma.mm(), vma.start() + offset));
      }
    }
    inode.mappings().lock().upRead();
    Collections.reverse(sites);
    return sites;
  }

  /**
   * A VMA is new, or has other bounds: all its pages with probes get their breakpoints ({@code
   * uprobe_mmap}). A fault puts none in: a page that is dropped meanwhile comes back without.
   */
  public static void mapped(TaskStruct task, VmArea vma) {
    if (!has(vma)) {
      return;
    }
    long first = bytes(vma.pgoff());
    for (long position : vma.inode().uprobes(first, first + vma.end() - vma.start())) {
      long page = Addr.pageStart(vma.start() + position - first);
      insert(task, vma.inode(), new Site(vma.mm(), page), position);
    }
  }

  /** {@code install_breakpoint}: makes the page a copy of the process's own, if it can be had. */
  private static int insert(TaskStruct task, Inode inode, Site site, long position) {
    if (inode.isBeyondEnd(Addr.pages(position))) {
      return -Errno.EIO;
    }
    int frame = Gup.of(task, site.mm()).pin(site.address(), true, true);
    if (frame < 0) {
      return frame;
    }
    PageFrames frames = task.kernel().frames();
    frames.write(frame, offset(position), INT3);
    site.mm().uprobes().installed();
    frames.put(task.cpu(), frame);
    return 0;
  }

  /** {@code remove_breakpoint}: the byte of the file again. */
  private static int remove(TaskStruct task, Inode inode, Site site, long position) {
    PageFrames frames = task.kernel().frames();
    long pte = site.mm().pageTables().walk(site.address());
    boolean there =
        Pte.holdsNormalPage(pte) && frames.read(Pte.frame(pte), offset(position)) == INT3;
    int frame = there ? Gup.of(task, site.mm()).pin(site.address(), true, true) : -1;
    if (frame >= 0) {
      int cached = inode.cache().page(Addr.pages(position), task.cpu());
      frames.write(frame, offset(position), (byte) frames.read(cached, offset(position)));
      frames.put(task.cpu(), frame);
    }
    return 0;
  }

  /** The pages of a VMA are being unmapped ({@code uprobe_munmap}). */
  static void unmapped(VmArea vma) {
    if (vma.file() != null && has(vma)) {
      vma.mm().uprobes().removed();
    }
  }

  /** Whether a breakpoint is in a page of a VMA that has probes. */
  static boolean anyInserted(VmArea vma) {
    for (long page = vma.pgoff(); has(vma) && page < vma.pgoff() + vma.pages(); page++) {
      long address = vma.start() + ((page - vma.pgoff()) << Addr.PAGE_SHIFT);
      long pte = vma.mm().pageTables().walk(address);
      PageFrames frames = vma.mm().kernel().frames();
      if (Pte.holdsNormalPage(pte) && holdsBreakpoint(vma.inode(), page, frames, Pte.frame(pte))) {
        return true;
      }
    }
    return false;
  }

  private static boolean holdsBreakpoint(Inode inode, long page, PageFrames frames, int frame) {
    return inode.uprobes(bytes(page), bytes(page + 1)).stream()
        .anyMatch(position -> frames.read(frame, offset(position)) == INT3);
  }
}
