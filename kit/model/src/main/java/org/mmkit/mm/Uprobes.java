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
    return isValid(vma) && vma.inode().hasUprobe(filePage, filePage + 1);
  }

  /** Whether a probe is in the VMA ({@code vma_has_uprobes}). */
  static boolean has(VmArea vma) {
    return isValid(vma) && vma.inode().hasUprobe(vma.pgoff(), vma.pgoff() + vma.pages());
  }

  /** Whether a probe was in the VMA before a step of the run; costs no virtual time. */
  public static boolean had(VmArea vma, long step) {
    return isValid(vma) && vma.inode().hadUprobe(vma.pgoff(), vma.pgoff() + vma.pages(), step);
  }

  /**
   * Places a probe on a page of a file, and a breakpoint in every mapping that there is already
   * ({@code uprobe_register}). Later mappings get theirs when the page is faulted in.
   */
  public static void register(TaskStruct task, Inode inode, long filePage) {
    inode.addUprobe(filePage);
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
        breakpoint(task, site);
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

  private static void breakpoint(TaskStruct task, Site site) {
    MmStruct mm = site.mm();
    int frame = Gup.of(task, mm).pin(site.address(), true, true);
    if (frame >= 0) {
      PageFrames frames = mm.kernel().frames();
      frames.write(frame, 0, INT3);
      mm.uprobes().installed();
      frames.put(task.cpu(), frame);
    }
  }

  static void insertBreakpoints(VmArea vma, long filePage, PageFrames frames, int frame) {
    if (hitsPage(vma, filePage)) {
      frames.write(frame, 0, INT3);
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
      if (hitsPage(vma, page)
          && Pte.holdsNormalPage(pte)
          && frames.read(Pte.frame(pte), 0) == INT3) {
        return true;
      }
    }
    return false;
  }
}
