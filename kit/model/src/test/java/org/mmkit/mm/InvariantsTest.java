// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.mm.Lab.ANON_FIXED;
import static org.mmkit.mm.Lab.BASE;
import static org.mmkit.mm.Lab.PAGE;
import static org.mmkit.mm.Lab.RW;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.mmkit.mm.proc.SystemInvariants;
import org.mmkit.mm.uapi.VmFlags;

/**
 * Each thing that the invariants look at, broken alone: no other check may be the one that notices.
 * Most of these were mutants of the checks that no test killed.
 */
class InvariantsTest {

  /**
   * What is reported of four anonymous pages, of which one is present, after some damage. Six more
   * pages are those of vvar and vdso.
   */
  private static List<String> reports(Consumer<Lab> damage, Consumer<Lab> check) {
    Lab lab = new Lab();
    lab.run(
        hands -> {
          hands.syscalls().mmap(BASE, 4 * PAGE, RW, ANON_FIXED, null, 0);
          hands.memory().store(BASE, 'a');
          lab.mm().mmapSem().downWrite();
          damage.accept(lab);
          check.accept(lab);
          lab.mm().mmapSem().upWrite();
        });
    return lab.machine.violations().stream().map(v -> v.rule().id() + ": " + v.message()).toList();
  }

  private static List<String> inSpace(Consumer<Lab> damage) {
    return reports(damage, lab -> Invariants.checkQuiescent(lab.mm()));
  }

  private static List<String> inSystem(Consumer<Lab> damage) {
    return reports(damage, lab -> SystemInvariants.check(lab.kernel));
  }

  private static List<String> miscounted(long flags, long pages) {
    return inSpace(
        lab -> {
          lab.mm().counters().account(flags, pages);
          lab.mm().counters().account(0, -pages);
        });
  }

  @Test
  void nothingIsReportedWithoutDamage() {
    assertThat(inSpace(lab -> {})).isEmpty();
    assertThat(inSystem(lab -> {})).isEmpty();
  }

  @Test
  void eachCounterOfPagesIsCompared() {
    assertThat(inSpace(lab -> lab.mm().counters().account(0, 1)))
        .containsExactly("A1: total_vm in pages is 11 instead of 10");
    assertThat(miscounted(VmFlags.VM_EXEC, -1))
        .containsExactly("A1: exec_vm in pages is 1 instead of 2");
    assertThat(miscounted(VmFlags.VM_GROWSDOWN, -1))
        .containsExactly("A1: stack_vm in pages is -1 instead of 0");
    assertThat(miscounted(VmFlags.VM_WRITE, -1))
        .containsExactly("A1: data_vm in pages is 3 instead of 4");
    assertThat(inSpace(lab -> lab.mm().counters().addLocked(2)))
        .containsExactly("A3: locked_vm in pages is 2 instead of 0");
  }

  @Test
  void theMarkOfTheMostPagesIsCompared() {
    assertThat(miscounted(0, 3)).containsExactly("A6: hiwater_vm in pages is 10 instead of 13");
  }

  @Test
  void thePagesAreCountedByKind() {
    for (int kind = 0; kind < 3; kind++) {
      int changed = kind;
      assertThat(inSpace(lab -> lab.mm().rss().add(changed, 1)))
          .hasSize(1)
          .allMatch(
              report -> report.matches("A2: MM_\\w+PAGES is (1 instead of 0|2 instead of 1)"));
    }
  }

  @Test
  void aPageOutsideAllVmasIsFound() {
    assertThat(inSpace(lab -> lab.mm().vmas().remove(lab.mm().vmas().at(0))))
        .contains("P2: page mapped at " + Long.toHexString(BASE) + " outside all VMAs");
  }

  @Test
  void nothingOfAnAddressSpaceMayBeLeft() {
    assertThat(
            reports(lab -> lab.mm().counters().addLocked(2), lab -> Invariants.checkGone(lab.mm())))
        .containsExactly(
            "A2: MM_ANONPAGES is 1 instead of 0",
            "T5: tables that are left: 3 instead of 0",
            "A1: total_vm in pages is 10 instead of 0",
            "A3: locked_vm in pages is 2 instead of 0");
  }

  @Test
  void aSegmentKnowsHowManyVmasMapIt() {
    assertThat(inSystem(lab -> segment(lab).open(lab.mm().vmas().at(0))))
        .containsExactly("R4: VMAs counted by a segment of shared memory: 1 instead of 0");
    assertThat(
            inSystem(
                lab -> {
                  ShmSegment segment = segment(lab);
                  lab.mm().vmas().at(0).setOps(segment);
                  segment.open(lab.mm().vmas().at(0));
                }))
        .isEmpty();
  }

  private static ShmSegment segment(Lab lab) {
    return ShmSegment.of(lab.kernel, PAGE);
  }

  @Test
  void whatWasAllocatedOrTrackedHasItsVma() {
    assertThat(inSystem(lab -> lab.kernel.vmaSlab().count(1)))
        .containsExactly("R4: VMAs allocated and not freed: 4 instead of 3");
    assertThat(inSystem(lab -> lab.kernel.trackPfns(5)))
        .containsExactly("R4: page frames of drivers tracked: 5 instead of 0");
  }

  @Test
  void theMappingsOfAPageAreCounted() {
    assertThat(
            inSystem(
                lab -> {
                  PteTable table = lab.mm().pageTables().alloc(BASE);
                  lab.kernel.frames().addMapping(Pte.frame(table.get(PteTable.index(BASE))));
                }))
        .hasSize(1)
        .allMatch(report -> report.endsWith("has mapcount 2, but 1 PTEs map it"));
  }

  @Test
  void noReservationIsLeftWithoutAnAddressSpace() {
    Consumer<Lab> reserve = lab -> assertThat(lab.kernel.hugetlb().reserve(1)).isTrue();
    assertThat(inSystem(reserve)).as("while there is one").isEmpty();
    assertThat(inSystem(reserve.andThen(lab -> lab.kernel.forget(lab.mm()))))
        .contains("R3: huge pages reserved for nobody: 1 instead of 0");
  }
}
