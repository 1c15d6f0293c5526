// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.suite.spec.Blame.illegal;
import static org.mmkit.suite.spec.Blame.legal;
import static org.mmkit.suite.spec.Blame.with;
import static org.mmkit.suite.spec.Specs.after;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The same for other calls, calls that never returned, and what the verdict names. */
class LinearizableCallsTest {

  private static final SpecState TWO_PAGES = after("map(0,2)", "fill(0,2)");

  @Nested
  class Replacing {

    @Test
    void oldOrNewContentIsLegalButNeverAHole() {
      legal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 2-3 r(0) => 'a'");
      legal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 2-3 r(0) => 'A'");
      illegal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 2-3 r(0) => SEGV_MAPERR");
      illegal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 2-3 r(0) => 0");
    }

    @Test
    void onlyNewContentIsLegalWhenItHasReturned() {
      illegal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 11-12 r(0) => 'a'");
      legal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 11-12 r(0) => 'A'");
    }

    @Test
    void aTaskDoesNotGoBackToTheOldPage() {
      illegal(TWO_PAGES, "T1 1-10 map(0,2,RW,'pf')", "T2 2-3 r(0) => 'A'", "T2 4-5 r(0) => 'a'");
    }
  }

  @Nested
  class OtherCalls {

    @Test
    void discardingShowsOldContentOrZeroes() {
      legal(TWO_PAGES, "T1 1-10 adv(0,2,'DONTNEED')", "T2 2-3 r(0) => 'a'", "T2 4-5 r(0) => 0");
      illegal(TWO_PAGES, "T1 1-10 adv(0,2,'DONTNEED')", "T2 2-3 r(0) => SEGV_MAPERR");
    }

    @Test
    void aDiscardThatReturnedIsCompleteThoughAnotherGoesOn() {
      // C-05
      illegal(
          TWO_PAGES,
          "T1 1-10 adv(0,1,'DONTNEED')",
          "T2 2-3 adv(0,1,'DONTNEED')",
          "T2 4-5 r(0) => 'a'");
    }

    @Test
    void aStoreBesideADiscardMayBeLostPageByPage() {
      SpecState untouched = after("map(0,2)");
      legal(
          untouched,
          "T1 1-10 adv(0,2,'DONTNEED')",
          "T2 2-3 w(0,'x')",
          "T2 4-5 w(1,'y')",
          "after r(0) => 'x'",
          "after r(1) => 0");
    }

    @Test
    void mprotectMayBeOutrunByAStoreUntilItReturns() {
      String[] calls = {"T1 1-10 prot(0,2,R)", "T3 2-3 w(0,'y') => SEGV_ACCERR"};
      legal(TWO_PAGES, with(calls, "T2 4-5 w(0,'x')"));
      illegal(TWO_PAGES, with(calls, "T2 11-12 w(0,'x')"));
    }

    @Test
    void aMovedPageCarriesLateStoresAlong() {
      String[] calls = {
        "T1 1-10 remap(0,1,1,'MF',4) => OK->4", "T3 2-3 r(4) => 'a'", "T2 4-5 w(0,'x')"
      };
      legal(TWO_PAGES, with(calls, "after r(4) => 'x'"));
      illegal(TWO_PAGES, with(calls, "after r(4) => 'a'"));
    }

    @Test
    void mprotectOfAVanishedRangeNeverSucceeds() {
      illegal(
          TWO_PAGES,
          "T1 1-10 unmap(0,2)",
          "T3 2-3 r(0) => SEGV_MAPERR",
          "T3 4-5 r(1) => SEGV_MAPERR",
          "T2 6-7 prot(0,2,R)");
    }

    @Test
    void aChildHasTheRangeOrNothingOfIt() {
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 fork('r(0);r(1)') => 'a','b'");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 fork('r(0);r(1)') => SEGV_MAPERR,SEGV_MAPERR");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 fork('r(0);r(1)') => 'a',SEGV_MAPERR");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 fork('r(0);r(1)') => 0,0");
    }

    @Test
    void forkCopiesPageByPageBesideStores() {
      String[] stores = {"T2 2-3 w(0,'x')", "T2 4-5 w(1,'y')"};
      legal(TWO_PAGES, with(stores, "T1 1-10 fork('r(0);r(1)') => 'a','y'"));
      illegal(TWO_PAGES, with(stores, "T1 11-12 fork('r(0);r(1)') => 'a','y'"));
    }

    @Test
    void mlockMayMarkTheRangeAndThenFailToTouchIt() {
      legal(
          TWO_PAGES,
          "T1 1-10 lock(0,2) => ENOMEM",
          "T2 2-3 map(0,2,N)",
          "after vmlck() => 0",
          "after maps() => [0-2 ---p]");
      illegal(TWO_PAGES, "T1 1-10 lock(0,2) => ENOMEM");
    }

    @Test
    void aStoreToACopyOfAFilePageMayBeDiscardedToo() {
      SpecState file = after("map(0,1,RW,'pf')");
      legal(
          file,
          "T1 1-10 adv(0,1,'DONTNEED')",
          "T3 2-3 r(0) => 'A'",
          "T2 4-5 w(0,'x')",
          "T2 6-7 r(0) => 'x'",
          "after r(0) => 'A'");
    }

    @Test
    void lockedPagesMayLagBehind() {
      SpecState locked = after("map(0,2)", "lock(0,2)");
      legal(locked, "T1 1-10 unmap(0,2)", "T2 2-3 vmlck() => 0", "T2 4-5 r(0) => 0");
      illegal(locked, "T1 1-10 unmap(0,2)", "T2 11-12 vmlck() => 2");
    }
  }

  @Nested
  class CallsThatNeverReturned {

    @Test
    void mayHaveHappenedOrNot() {
      legal(TWO_PAGES, "T1 1- unmap(0,2)", "T2 2-3 r(0) => 'a'", "after maps() => [0-2 rw-p]");
      legal(TWO_PAGES, "T1 1- unmap(0,2)", "T2 2-3 r(0) => 'a'", "after maps() => []");
      illegal(TWO_PAGES, "T1 1- unmap(0,2)", "after maps() => [1-2 rw-p]");
    }

    @Test
    void areOverWhenTheTasksAre() {
      illegal(TWO_PAGES, "T1 1- unmap(0,2)", "after maps() => [0-2 rw-p]", "after maps() => []");
    }

    @Test
    void eintrNeedsASignalAndChangesNothing() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2) => EINTR");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2) => EINTR", "T2 2-3 kill('T1')", "after pat(0,2) => ab");
      // the pages were gone already when the signal came.
      illegal(
          TWO_PAGES, "T1 1-10 unmap(0,2) => EINTR", "T2 2-3 kill('T1')", "after pat(0,2) => ..");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2) => EINTR", "T2 12-13 kill('T1')");
    }

    @Test
    void failuresFromOutsideAreLegalWhereTheyAreExpected() {
      SpecState failing = TWO_PAGES.copy();
      failing.expectFailures(true, true);
      illegal(TWO_PAGES, "T1 1-10 unmap(0,1) => ENOMEM");
      legal(failing, "T1 1-10 unmap(0,1) => ENOMEM", "after pat(0,2) => ab");
      illegal(failing, "T1 1-10 unmap(0,1) => ENOMEM", "after pat(0,2) => !b");
      legal(failing, "T1 1-10 unmap(0,2) => EINTR", "after pat(0,2) => ab");
      // Who is killed does nothing more.
      illegal(failing, "T1 1-10 unmap(0,2) => EINTR", "T1 11-12 r(0) => 'a'");
    }
  }

  @Nested
  class TheVerdict {

    @Test
    void namesTheFirstResponseWithoutAnExplanation() {
      illegal(
              TWO_PAGES,
              "T1 1-10 unmap(0,2)",
              "T2 2-3 r(0) => 'a'",
              "T2 4-5 r(1) => 0",
              "T2 6-7 r(1) => 'q'")
          .isAbout("r(1)")
          .hasSentence(
              "T2's r(1) gave 0, which no order of the calls explains;"
                  + " legal there: 'b' or SEGV_MAPERR");
    }

    @Test
    void blamesTheStepAfterTheTasksWhenOnlyThatIsWrong() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "after r(0) => 0")
          .hasSentence(
              "after all tasks, r(0) gave 0, which no order of the calls explains;"
                  + " legal there: SEGV_MAPERR");
    }

    @Test
    void isKeptForEqualOutcomes() {
      Linearizability judge = new Linearizability(TWO_PAGES);
      for (int shift = 0; shift < 1000; shift++) {
        String unmap = "T1 %d-%d unmap(0,2)".formatted(1 + shift, 50 + shift);
        String read = "T2 %d-%d r(0) => 'a'".formatted(2 + shift, 3 + shift);
        assertThat(judge.explain(Histories.of(unmap, read)).isExplained()).isTrue();
      }
      assertThat(judge.outcomes()).isEqualTo(1);
    }

    @Test
    void isUndecidedAtTheLimit() {
      Explanation explanation =
          new Linearizability(TWO_PAGES, 2)
              .explain(Histories.of("T1 1-10 unmap(0,2)", "T2 2-3 r(0) => 'a'"));
      assertThat(explanation).isInstanceOf(Explanation.Undecided.class);
    }
  }
}
