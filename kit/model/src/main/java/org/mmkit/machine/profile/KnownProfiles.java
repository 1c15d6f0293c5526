// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.util.HashMap;
import java.util.Map;
import org.mmkit.machine.profile.MachineProfile.Figure;

/** The profiles that are shipped. */
enum KnownProfiles {
  /**
   * The machine of the 2018 series: 32 cores of E5-2680 at 2.70 GHz. Only the zap is fitted, to the
   * seed's 2,485,684 us for 20,971,520 pages; it contains the gather's flushes, so that a flush is
   * to be charged only where it is not part of a zap.
   */
  XEON_E5_2680_2018("xeon-e5-2680-2018", 32, 250) {
    @Override
    void fill(Map<String, Figure> figures) {
      figures.put(
          "ZAP_PTE",
          new Figure(
              118_500, Basis.FITTED, "cover letter of v7: 2,485,684 us for 80 GiB of 4 KiB pages"));
      assume(figures, "SYSCALL", 100_000, "entry and exit without page-table isolation");
      assume(figures, "RWSEM_ACQUIRE", 20_000, "half of an uncontended pair of 40 ns");
      assume(figures, "RWSEM_RELEASE", 20_000, "half of an uncontended pair of 40 ns");
      assume(figures, "RWSEM_DOWNGRADE", 20_000, "one atomic operation");
      assume(figures, "RWSEM_HANDOFF", 3_000_000, "wake-up and context switch");
      assume(figures, "RWSEM_SPIN", 100_000, "a line moves from cache to cache");
      assume(figures, "SPIN_LOCK", 20_000, "one atomic operation on a line in the cache");
      assume(figures, "FIND_VMA", 50_000, "a walk of the tree");
      assume(figures, "VMA_SPLIT", 1_500_000, "two of them fit into the seed's 8 us");
      assume(figures, "VMA_NEW", 400_000, "as the removal");
      assume(figures, "VMA_DETACH", 150_000, "out of tree and list");
      assume(figures, "VMA_REMOVE", 400_000, "accounting and free");
      assume(figures, "FAULT", 750_000, "minor fault of 1 us less the clearing of the page");
      assume(figures, "CLEAR_PAGE", 250_000, "4 KiB written");
      assume(figures, "COPY_PAGE", 400_000, "4 KiB read and written");
      assume(figures, "SCAN_PTE", 1_500, "derived from v4: 35.1 ms for the empty second pass");
      assume(figures, "FREE_TABLE", 90_000, "derived from v4, less the scan of 512 entries");
      assume(figures, "ALLOC_TABLE", 350_000, "a cleared page and its link");
      assume(figures, "TLB_FLUSH_PAGE", 100_000, "one invlpg");
      assume(figures, "TLB_FLUSH_FULL", 200_000, "a reload of CR3, without the refills");
      assume(figures, "SHOOTDOWN", 1_000_000, "interrupt sent and awaited");
      assume(figures, "SHOOTDOWN_CPU", 200_000, "each further CPU");
      assume(figures, "NOTIFIER", 200_000, "one call of one client");
      assume(figures, "FORK_PTE", 15_000, "one entry copied");
      assume(figures, "PROTECT_PTE", 15_000, "as the copy of an entry at fork");
      assume(figures, "MOVE_PTE", 30_000, "two entries written");
      assume(figures, "MLOCK_PTE", 30_000, "one page moved between lists");
      assume(figures, "MUNLOCK_PTE", 30_000, "one page moved between lists");
      assume(figures, "USER_ACCESS", 5_000, "a load that hits the TLB");
      assume(figures, "SIGNAL", 1_500_000, "a context switch");
    }
  };

  private final MachineProfile profile;

  KnownProfiles(String name, int cpus, int hz) {
    Map<String, Figure> figures = new HashMap<>();
    fill(figures);
    this.profile = new MachineProfile(name, cpus, hz, figures);
  }

  abstract void fill(Map<String, Figure> figures);

  MachineProfile profile() {
    return profile;
  }

  private static void assume(
      Map<String, Figure> figures, String cost, long picoseconds, String note) {
    figures.put(cost, new Figure(picoseconds, Basis.ASSUMED, note));
  }
}
