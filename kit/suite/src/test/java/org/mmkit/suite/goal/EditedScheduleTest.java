// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.sched.Recorded;

/** What a {@code .sched} file is worth when the scenario in it has been edited since. */
class EditedScheduleTest {
  private static final String SCHED =
      Recorded.conviction(
              Recorded.scenario("a15-reuse", Museum.strategy("a-15"), Defects.NONE),
              "a-15",
              Defects.NONE,
              List.of("T1"))
          .orElseThrow()
          .text();

  private static final String AGAIN =
      "It comes again: MM0311, page table freed with entries in it.";

  private static CaseRecord replay(String sched) {
    return GoalRun.replay(GoalRun.subject("a-15"), sched).cases().get(0);
  }

  private static String edited(String old, String fresh) {
    assertThat(SCHED).contains(old);
    return SCHED.replace(old, fresh);
  }

  @Test
  void anotherOrderOfTheTasksChangesNothing() {
    String first = "  T1: unmap(0,1) => *\n";
    String last = "  T2: r(0) => *\n";
    CaseRecord record = replay(edited(first, "").replace(last, last + first));
    assertThat(record.headline()).isEqualTo(AGAIN);
    assertThat(record.details()).isEqualTo("The run followed the schedule.");
  }

  @Test
  void aCallThatIsGoneAfterTheBugChangesNothing() {
    CaseRecord record = replay(edited("  T2: r(0) => *\n", ""));
    assertThat(record.headline()).isEqualTo(AGAIN);
  }

  @Test
  void aTurnEndsAtItsStepThoughACallWasAddedBeforeIt() {
    String unmap = "  T1: unmap(0,1) => *\n";
    CaseRecord record = replay(edited(unmap, "  T1: r(0) => *\n" + unmap));
    assertThat(record.headline()).isEqualTo(AGAIN);
    assertThat(record.details())
        .isEqualTo(
            """
            The run left the schedule at a.sched:17:
              T1 runs 11 steps, until before SPIN_UNLOCK ptlock_ptr(page)
              T1 comes there after 12 steps.\
            """);
  }

  @Test
  void aTaskThatIsGoneIsNamed() {
    CaseRecord record = replay(SCHED.replaceAll("  T1: .*\n", "  T3: r(0) => *\n"));
    assertThat(record.status()).isEqualTo(CaseStatus.PASS);
    assertThat(record.headline()).isEqualTo("MM0311 does not come again.");
    assertThat(record.details())
        .contains("The run left the schedule at a.sched:16:\n  T1 runs 11 steps")
        .contains("\n  T1 does not exist.\n");
  }

  @Test
  void stepsOfACallThatIsGoneAreMissed() {
    CaseRecord record =
        replay(edited("  T2: w(0,'n') => *\n", "").replace("  T2: r(0) => *\n", ""));
    assertThat(record.status()).isEqualTo(CaseStatus.FAIL);
    assertThat(record.headline()).startsWith("MM0311 does not come again, but another rule is");
    assertThat(record.details())
        .contains("The run left the schedule at a.sched:17:\n  T2 runs 15 steps")
        .contains("\n  T2 ends before it comes there.\n");
  }

  @Test
  void aSettingThatWasChangedIsHonoured() {
    CaseRecord record = replay(edited(" | explore | ", " | explore | lock=stealing | "));
    assertThat(record.headline()).isEqualTo(AGAIN);
    assertThat(record.details())
        .contains("The run left the schedule at a.sched:18:")
        .contains("T1 comes there after 4 steps.");
    assertThat(replay(edited(" | explore | ", " | explore | memory=weak | ")).details())
        .isEqualTo("The run followed the schedule.");
  }

  @Test
  void aSettingThatMeansNothingIsRefusedWithItsLine() {
    assertThatThrownBy(() -> replay(edited(" | explore | ", " | explore | memory=BOGUS | ")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("a.sched:8:110: unknown word 'BOGUS' for memory=\n")
        .hasMessageEndingWith("= one of: strong weak");
  }
}
