// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mmkit.machine.RunEnd;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.MmapFlags;

class PopulateTest {
  /** More than a chunk of struct pages holds. */
  private static final int PAGES = 80 * PteTable.ENTRIES;

  private final Lab lab = new Lab();

  private static void populate(Lab.Hands hands) {
    int flags = ANON_FIXED | MmapFlags.MAP_POPULATE;
    assertThat(hands.syscalls().mmap(BASE, PAGES * PAGE, RW, flags, null, 0)).isEqualTo(BASE);
  }

  private Set<Integer> frames() {
    Set<Integer> all = new HashSet<>();
    for (int page = 0; page < PAGES; page++) {
      long pte = lab.mm().pageTables().walk(BASE + page * PAGE);
      assertThat(Pte.isWritable(pte)).isTrue();
      all.add(Pte.frame(pte));
    }
    return all;
  }

  /** Frames that were never used come as neighbours; those that were freed one by one. */
  @Test
  void eachPageHasAFrameOfItsOwnWhetherThatIsNewOrFreed() {
    RunEnd end =
        lab.run(
            hands -> {
              populate(hands);
              Set<Integer> fresh = frames();
              assertThat(fresh).hasSize(PAGES).doesNotContain(PageFrames.ZERO_PAGE);
              for (int frame : fresh) {
                assertThat(lab.kernel.frames().refcount(frame)).isEqualTo(1);
                assertThat(lab.kernel.frames().mapcount(frame)).isEqualTo(1);
                assertThat(lab.kernel.frames().has(frame, PageFrames.ANON)).isTrue();
              }
              SystemInvariants.check(lab.kernel);
              hands.syscalls().munmap(BASE, PAGES * PAGE);
              assertThat(lab.kernel.frames().inUse()).isZero();
              populate(hands);
              assertThat(frames()).isEqualTo(fresh);
              SystemInvariants.check(lab.kernel);
            });
    assertThat(end).isEqualTo(RunEnd.COMPLETED);
    assertThat(lab.brokenRules()).isEmpty();
  }
}
