// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.sections;

import org.mmkit.unmap.Claim;
import org.mmkit.unmap.Errno;
import org.mmkit.unmap.MmapSem;
import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Version 1: a large range goes section by section, each by the old do_munmap, and between two
 * sections the lock is dropped if others wait and the scheduler wants the CPU. No VMA is ever half
 * dead, but the call is not atomic: another task may map into what is already free, across what is
 * not, and lose it to the next section. The arguments are checked for each section (K-01).
 */
@Strategy(
    id = "sections-v1",
    title = "do_munmap in sections of 1 GiB, mmap_sem dropped between them",
    source = "[RFC PATCH 0/8] Drop mmap_sem during unmapping large map, 2018-03-20",
    claims = {Claim.SPECIALS_EXCLUSIVE, Claim.UPROBES_EXCLUSIVE})
public final class SectionsV1 implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    MmapSem mmapSem = kernel.mmapSem();
    if (mmapSem.downWriteKillable() != 0) {
      return -Errno.EINTR;
    }
    long section = kernel.history().hpagePudSize();
    long at = start;
    long left = length;
    int result;
    do {
      long now = Long.compareUnsigned(left, section) > 0 ? section : left;
      result = kernel.doMunmap(at, now);
      at += now;
      left -= now;
      if (result == 0 && left != 0 && mmapSem.isContended() && kernel.history().needResched()) {
        mmapSem.upWrite();
        kernel.history().condResched();
        mmapSem.downWrite();
      }
    } while (result == 0 && left != 0);
    mmapSem.upWrite();
    kernel.userfaultfd().complete();
    return result;
  }
}
