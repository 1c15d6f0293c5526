// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.turn.Move;
import org.mmkit.machine.turn.Point;
import org.mmkit.machine.turn.Stop;
import org.mmkit.suite.BadInputException;

class SchedFileTest {
  private static final String TEXT =
      """
      mmkit-sched 1
      strategy: merged-4.20
      defects: C-01,D-02
      scenario: mine
      code: MM0311
      found: random walk 7, seed 1
      program:
        @mine | two of them | explore | aims=L1 | choices=enomem
        map(0,1)
        T1: unmap(0,1) => *
        T2: r(0) => *
        after: maps() => []
      schedule:
        T1 takes option 1 of 2 at its 22nd ALLOC_FAILS
        T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem
        T2 runs 1 step, until it waits in its 11th LOCK_READ &mm->mmap_sem
        T2 runs 0 steps, until it waits
        T1 runs 12 steps, until before its 3rd PTE_WRITE
        T2 runs 3 steps, until it ends
        T1 runs 2 steps, until the run stops
      """;

  @Test
  void theTextIsReadAndWrittenWithoutLoss() {
    SchedFile file = SchedFile.parse("x.sched", TEXT);
    assertThat(file.text()).isEqualTo(TEXT);
    assertThat(file.defects()).containsExactly("C-01", "D-02");
    assertThat(file.turns().moves())
        .startsWith(
            new Move.Option("T1", 1, 2, ChoiceKind.ALLOC_FAILS, 22),
            new Move.Turn(
                "T1", 7, new Stop.Before(new Point(StepKind.LOCK_WRITE, "&mm->mmap_sem", 1))))
        .contains(
            new Move.Turn("T2", 0, new Stop.Waits(Optional.empty())),
            new Move.Turn("T2", 3, new Stop.Ends()));
    assertThat(file.moveLines()).containsExactly(14, 15, 16, 17, 18, 19, 20);
    assertThat(file.fileName()).isEqualTo("merged-4.20-mine-MM0311.sched");
  }

  @Test
  void whatIsNotThereIsNone() {
    SchedFile file =
        SchedFile.parse("x.sched", TEXT.replace("C-01,D-02", "none").replace("MM0311", "none"));
    assertThat(file.defects()).isEmpty();
    assertThat(file.code()).isEmpty();
    assertThat(file.text()).contains("defects: none\n").contains("code: none\n");
  }

  @Test
  void blankLinesAndCommentsAndOtherOrdersAreAllowed() {
    String text =
        TEXT.replace("code: MM0311\n", "")
            .replace("strategy:", "\n# mine\ncode: MM0311\r\nstrategy:")
            .replace("  T2 runs 3", "\n  # then\n\tT2 runs 3");
    assertThat(SchedFile.parse("x.sched", text).text()).isEqualTo(TEXT);
  }

  @Test
  void theNameOfTheFileIsOneOnEverySystem() {
    SchedFile file = SchedFile.parse("x.sched", TEXT.replace("merged-4.20", "student.My$Unmap"));
    assertThat(file.fileName()).isEqualTo("student.My_Unmap-mine-MM0311.sched");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          mmkit-sched 1|hello|x.sched:1: this is no schedule: the first line of one is "mmkit-sched 1".
          mmkit-sched 1|mmkit-sched 2|x.sched:1: this is a schedule of another version of the format, "mmkit-sched 2": read it with the mmkit that wrote it, or record it again with mmkit:explore.
          code: MM0311|cod: MM0311|x.sched:5: "cod: MM0311" is not understood: at the first column stands one of strategy, defects, scenario, code, found, program, schedule, with a colon; the lines of a program and of a schedule are indented.
          code: MM0311|scenario: mine|x.sched:5: scenario is given twice: remove one of the two lines.
          code: MM0311|code:|x.sched:5: code is empty: write "code: none" for nothing.
          strategy: merged-4.20|strategy: none|x.sched:2: a schedule is one of a strategy: name a shipped one by its id, or a class.
          scenario: mine|scenario: yours|x.sched:8: the program is called mine and the scenario yours: give both the same name.
          T1 runs 2 steps|T1 run 2 steps|x.sched:20: "T1 run 2 steps, until the run stops" is no line of a schedule: write "T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem" or "T1 takes option 1 of 2 at its 1st ALLOC_FAILS".
          before its 3rd PTE_WRITE|before its 3rd PTE_WROTE|x.sched:18: "T1 runs 12 steps, until before its 3rd PTE_WROTE" is no line of a schedule: write "T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem" or "T1 takes option 1 of 2 at its 1st ALLOC_FAILS".
          option 1 of 2|option 2 of 2|x.sched:14: "T1 takes option 2 of 2 at its 22nd ALLOC_FAILS" is no line of a schedule: write "T1 runs 7 steps, until before LOCK_WRITE &mm->mmap_sem" or "T1 takes option 1 of 2 at its 1st ALLOC_FAILS".
          program:|found: again|x.sched:7: found is given twice: remove one of the two lines.
          """)
  void aProblemIsToldWithItsLineItsCauseAndWhatWouldBeRight(
      String good, String bad, String message) {
    assertThatThrownBy(() -> SchedFile.parse("x.sched", TEXT.replace(good, bad)))
        .isInstanceOf(BadInputException.class)
        .hasMessage(message);
  }

  @Test
  void aStepThatIsNoneOfTheLanguageIsToldAsInACaseFile() {
    assertThatThrownBy(() -> SchedFile.parse("x.sched", TEXT.replace("map(0,1)", "mapp(0,1)")))
        .isInstanceOf(BadInputException.class)
        .hasMessageStartingWith("x.sched:9:1: ")
        .hasMessageContaining("mapp");
  }

  @Test
  void aFileWithoutAProgramOrAScheduleOrAHeaderIsRefused() {
    assertRefused(TEXT.replaceFirst("(?s)schedule:.*", ""), "the schedule is empty: ");
    assertRefused(TEXT.replaceFirst("(?s)program:.*schedule", "schedule"), "there is no program: ");
    assertRefused(TEXT.replace("found: random walk 7, seed 1\n", ""), "\"found: ...\" is missing");
    assertRefused(TEXT.replaceFirst("program:\n", ""), "an indented line outside of");
    String alone = TEXT.replaceAll("  (T\\d|after): .*\n", "").replace("explore", "P1");
    assertRefused(alone, "choices=enomem has no effect");
    assertRefused(alone.replace(" | choices=enomem", ""), "has no tasks");
    assertRefused("", "x.sched:1: this is no schedule");
    assertRefused("x".repeat(2 << 20), "x.sched is no schedule: it is larger than 1 MiB.");
  }

  private static void assertRefused(String text, String message) {
    assertThatThrownBy(() -> SchedFile.parse("x.sched", text))
        .isInstanceOf(BadInputException.class)
        .hasMessageContaining(message);
  }
}
