// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.mm.uapi.Addr;
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

  static boolean hitsPage(VmArea vma, long filePage) {
    return isValid(vma) && vma.inode().hasUprobe(bytes(filePage), bytes(filePage + 1));
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
   * ({@code uprobe_register}). Later mappings get theirs when the page is faulted in.
   */
  public static void register(TaskStruct task, Inode inode, long position) {
    inode.addUprobe(position);
    long filePage = Addr.pages(position);
    for (Site site : sites(inode, filePage)) {
      if (!site.mm().tryGet()) {
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
          && hitsPage(vma, filePage)) {
        breakpoint(task, site, offset(position));
      }
      site.mm().mmapSem().upWrite();
      site.mm().put(task);
    }
  }

  /** Where a page of a file is mapped. */
  private record Site(MmStruct mm, long address) {}

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
    return sites;
  }

  private static void breakpoint(TaskStruct task, Site site, int offset) {
    MmStruct mm = site.mm();
    int frame = Gup.of(task, mm).pin(site.address(), true, true);
    if (frame >= 0) {
      PageFrames frames = mm.kernel().frames();
      frames.write(frame, offset, INT3);
      mm.uprobes().installed();
      frames.put(task.cpu(), frame);
    }
  }

  static void insertBreakpoints(VmArea vma, long filePage, PageFrames frames, int frame) {
    if (hitsPage(vma, filePage)) {
      vma.inode()
          .uprobes(bytes(filePage), bytes(filePage + 1))
          .forEach(position -> frames.write(frame, offset(position), INT3));
      vma.mm().uprobes().installed();
    }
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
      boolean there = hitsPage(vma, page) && Pte.holdsNormalPage(pte);
      if (there && holdsBreakpoint(vma.inode(), page, frames, Pte.frame(pte))) {
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
