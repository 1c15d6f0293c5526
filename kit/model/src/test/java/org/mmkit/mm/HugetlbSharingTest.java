// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.RW;

import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.Lab.Hands;
import org.mmkit.mm.beside.UserMemory;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.syscall.Syscalls;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.MmapFlags;
import org.mmkit.mm.uapi.Signal;

/** A parent and a child that map huge pages over the whole span of a page table. */
class HugetlbSharingTest {
  private static final long SPAN = HugetlbSharing.SPAN;

  private static void run(BiConsumer<Hands, Hands> body) {
    Lab lab = new Lab();
    lab.run(
        parent -> {
          int flags = MmapFlags.MAP_SHARED | MmapFlags.MAP_ANONYMOUS | MmapFlags.MAP_FIXED;
          flags |= MmapFlags.MAP_HUGETLB | MmapFlags.MAP_NORESERVE;
          parent.syscalls().mmap(BASE, SPAN, RW, flags, null, 0);
          parent.memory().store(BASE, 'h');
          TaskStruct task =
              new TaskStruct(lab.kernel, parent.task().task(), parent.syscalls().fork());
          Hands child = new Hands(task, new Syscalls(task), new UserMemory(task));
          assertThat(child.memory().load(BASE)).isEqualTo('h');
          body.accept(parent, child);
          SystemInvariants.check(lab.kernel);
          child.task().exit();
          SystemInvariants.check(lab.kernel);
          parent.task().exit();
          SystemInvariants.check(lab.kernel);
        });
    assertThat(lab.brokenRules()).isEmpty();
  }

  private static UpperTable table(Hands hands) {
    return hands.task().mm().pageTables().pmdTable(BASE);
  }

  @Test
  void theChildUsesItsParentsTable() {
    run(
        (parent, child) -> {
          assertThat(table(child)).isSameAs(table(parent));
          child.memory().store(BASE + Addr.PMD_SIZE, 'c');
          assertThat(parent.memory().load(BASE + Addr.PMD_SIZE)).isEqualTo('c');
        });
  }

  @Test
  void whoUnmapsLeavesTheTableToTheOther() {
    run(
        (parent, child) -> {
          assertThat(parent.syscalls().munmap(BASE, SPAN)).isZero();
          assertThat(parent.memory().load(BASE)).isEqualTo(-Signal.SEGV_MAPERR.ordinal());
          assertThat(table(child).sharers()).isEqualTo(1);
          assertThat(child.memory().load(BASE)).isEqualTo('h');
        });
  }

  @Test
  void whoUnmapsHalfOfItSharesNoMore() {
    run(
        (parent, child) -> {
          assertThat(child.syscalls().munmap(BASE + SPAN / 2, SPAN / 2)).isZero();
          assertThat(child.memory().load(BASE)).isEqualTo('h');
          assertThat(table(child)).isNotSameAs(table(parent));
        });
  }

  @Test
  void whoChangesTheProtectionDoesSoForItselfAlone() {
    run(
        (parent, child) -> {
          assertThat(child.syscalls().mprotect(BASE, SPAN, MmapFlags.PROT_READ)).isZero();
          assertThat(child.memory().store(BASE, 'x')).isEqualTo(-Signal.SEGV_ACCERR.ordinal());
          assertThat(parent.memory().store(BASE, 'p')).isZero();
          assertThat(child.memory().load(BASE)).isEqualTo('p');
        });
  }

  @Test
  void whoMovesHisMappingTakesNothingAwayFromTheOther() {
    run(
        (parent, child) -> {
          int flags = 1 | 2;
          long moved = parent.syscalls().mremap(BASE, SPAN, SPAN, flags, BASE + 4 * SPAN);
          assertThat(moved).isEqualTo(BASE + 4 * SPAN);
          assertThat(parent.memory().load(moved)).isEqualTo('h');
          assertThat(child.memory().load(BASE)).isEqualTo('h');
        });
  }
}
