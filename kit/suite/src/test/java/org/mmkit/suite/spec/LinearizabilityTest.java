// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.mmkit.suite.spec.Blame.illegal;
import static org.mmkit.suite.spec.Blame.legal;
import static org.mmkit.suite.spec.Blame.with;
import static org.mmkit.suite.spec.Specs.after;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What tasks may see while others unmap, and what not. */
class LinearizabilityTest {

  private static final SpecState TWO_PAGES = after("map(0,2)", "fill(0,2)");

  @Nested
  class AccessesWhileUnmapping {

    @Test
    void oldContentAndSigsegvAreLegal() {
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => 'a'");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => SEGV_MAPERR");
    }

    @Test
    void aZeroPageIsIllegal() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => 0")
          .hasSentence(
              "T2's r(0) gave 0, which no order of the calls explains;"
                  + " legal there: 'a' or SEGV_MAPERR");
    }

    @Test
    void forgedContentIsIllegal() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => 'z'");
    }

    @Test
    void eachPageHasItsOwnPoint() {
      legal(
          TWO_PAGES,
          "T1 1-10 unmap(0,2)",
          "T2 2-3 r(0) => SEGV_MAPERR",
          "T2 4-5 r(1) => 'b'",
          "T3 2-3 r(1) => SEGV_MAPERR",
          "T3 4-5 r(0) => 'a'");
    }

    @Test
    void aTaskThatFaultedDoesNotSeeThePageAgain() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => SEGV_MAPERR", "T2 4-5 r(0) => 'a'");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 r(0) => SEGV_MAPERR", "T3 4-5 r(0) => 'a'");
    }

    @Test
    void aTaskThatFaultedWhileAnotherGotThePageMaySeeIt() {
      SpecState file = after("map(0,1,RW,'sf')");
      String[] calls = {"T1 3-10 unmap(0,1)", "T2 1-4 r(0) => 'A'", "T3 2-5 r(0) => SEGV_MAPERR"};
      legal(file, with(calls, "T3 6-7 r(0) => 'A'"));
      illegal(file, with(calls, "T3 11-12 r(0) => 'A'"));
    }

    @Test
    void aStoreMayBeLostWithTheOldPage() {
      legal(
          TWO_PAGES,
          "T1 1-10 unmap(0,1)",
          "T2 2-3 r(1) => 'b'",
          "T2 4-5 w(0,'x')",
          "T2 6-7 r(0) => 'x'",
          "T3 4-5 r(0) => SEGV_MAPERR",
          "after r(0) => SEGV_MAPERR");
    }

    @Test
    void aFirstStoreMayMakeThePageBeforeAndReachItLate() {
      SpecState file = after("map(0,1,RW,'pf')");
      String[] calls = {
        "T1 2-10 unmap(0,1)", "T2 1-9 w(0,'x')", "T3 3-4 r(0) => SEGV_MAPERR", "T3 5-6 r(0) => 'A'"
      };
      legal(file, calls);
      illegal(file, "T1 2-10 unmap(0,1)", "T3 3-4 r(0) => SEGV_MAPERR", "T2 5-9 w(0,'x')");
      illegal(file, "T1 1-10 unmap(0,1)", "T2 2-3 w(0,'x')", "T3 4-5 r(0) => 'A'");
    }

    @Test
    void aStoreToSharedMemoryIsKept() {
      SpecState shared = after("map(0,1,RW,'sm')", "map(4,1,RW,'sm')", "w(0,'a')");
      String[] calls = {
        "T1 1-10 unmap(0,1)", "T3 2-3 r(0) => SEGV_MAPERR", "T2 4-5 w(0,'x')", "after r(4) => "
      };
      legal(shared, calls[0], calls[1], calls[2], calls[3] + "'x'");
      illegal(shared, calls[0], calls[1], calls[2], calls[3] + "'a'");
    }
  }

  @Nested
  class AccessesAfterUnmapping {

    @Test
    void oldContentIsIllegal() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 11-12 r(0) => 'a'").isAbout("r(0)");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 11-12 r(0) => SEGV_MAPERR");
    }

    @Test
    void aPageThatIsStillMappedIsIllegal() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "after maps() => [0-2 rw-p]");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "after maps() => [1-2 rw-p]");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "after maps() => []");
    }

    @Test
    void theNeighbourKeepsItsContent() {
      legal(TWO_PAGES, "T1 1-10 unmap(0,1)", "T2 2-3 r(1) => 'b'", "after r(1) => 'b'");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,1)", "T2 2-3 r(1) => 0");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,1)", "T2 2-3 r(1) => SEGV_MAPERR");
    }
  }

  @Nested
  class ReuseOfTheRange {

    @Test
    void theRangeIsFreeWhenASecondMunmapReturned() {
      String reuse = "T2 5-6 map(0,2,RW,'pa',ex='NOREPLACE')";
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-4 unmap(0,2)", reuse);
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-4 unmap(0,2)", reuse + " => EEXIST");
      illegal(
          TWO_PAGES,
          "T1 1-10 unmap(0,2)",
          "T2 2-4 unmap(0,2)",
          reuse,
          "T2 7-8 w(0,'n')",
          "T2 9-10 r(0) => 0");
    }

    @Test
    void whatASecondMunmapFlushedIsGoneThoughTheFirstGoesOn() {
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-4 unmap(0,2)", "T2 5-6 r(0) => 'a'");
    }

    @Test
    void mmapAnywhereMayGetTheRangeOnlyOnceItIsFree() {
      SpecState tight = after("arena(0,2)", "map(0,2)", "fill(0,2)");
      legal(tight, "T1 1-10 unmap(0,2)", "T2 2-3 mmapany(2) => OK->0", "T2 4-5 r(0) => 0");
      legal(tight, "T1 1-10 unmap(0,2)", "T2 2-3 mmapany(2) => ENOMEM");
      illegal(tight, "T1 11-20 unmap(0,2)", "T2 2-3 mmapany(2) => OK->0");
      illegal(tight, "T1 1-10 unmap(0,2)", "T2 2-3 mmapany(2) => OK->0", "T2 4-5 r(0) => 'a'");
    }

    @Test
    void aNewMappingMustSurviveTheMunmapThatMadeRoomForIt() {
      // the mapping was placed over what one section had freed and a hole, and the next
      // section of the same munmap took it away.
      SpecState holed = after("arena(0,3)", "map(0,1)", "map(2,1)", "fill(0,1)");
      illegal(
              holed,
              "T1 1-20 unmap(0,3)",
              "T2 2-3 mmapany(2) => OK->0",
              "T2 4-5 w(1,'1')",
              "T2 21-22 r(1) => SEGV_MAPERR")
          .isAbout("r(1)");
    }

    @Test
    void aMunmapThatWasSeenDoesNotDestroyWhatCameLater() {
      // T3 saw the range gone before T2 mapped it again; the second pass of T1 took it away.
      String[] calls = {
        "T1 1-30 unmap(0,2)",
        "T3 2-3 r(0) => SEGV_MAPERR",
        "T3 4-5 post('seen')",
        "T2 1-6 wait('seen')",
        "T2 7-8 map(0,2)",
        "T2 9-10 w(0,'1')"
      };
      illegal(TWO_PAGES, with(calls, "T2 31-32 r(0) => SEGV_MAPERR"));
      legal(TWO_PAGES, with(calls, "T2 31-32 r(0) => '1'"));
      // Without the one who saw it, the munmap may have come last.
      legal(
          TWO_PAGES,
          "T1 1-30 unmap(0,2)",
          "T2 7-8 map(0,2)",
          "T2 9-10 w(0,'1')",
          "T2 31-32 r(0) => SEGV_MAPERR");
    }
  }

  @Nested
  class AccessesByTheKernel {

    @Test
    void aPinShowsTheOldContentForAsLongAsItIsHeld() {
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 gup(0)", "T2 11-12 pinned(0) => 'a'");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 gup(0)", "T2 11-12 pinned(0) => 0");
      legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 gup(0) => EFAULT");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 11-12 gup(0)");
    }

    @Test
    void aPinMayBeTakenAfterTheRangeWasSeenToBeGone() {
      legal(
          TWO_PAGES,
          "T1 1-10 unmap(0,2)",
          "T3 2-3 r(0) => SEGV_MAPERR",
          "T2 4-5 gup(0)",
          "T2 6-7 pinned(0) => 'a'");
    }

    @Test
    void remoteReadsComeShortOrFail() {
      for (String result : List.of("8192", "4096", "EFAULT")) {
        legal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 pvr(0,2*P) => " + result);
      }
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 2-3 pvr(0,2*P) => 100");
      illegal(TWO_PAGES, "T1 1-10 unmap(0,2)", "T2 11-12 pvr(0,2*P) => 4096");
      illegal(TWO_PAGES, "T1 1-10 unmap(1,1)", "T2 2-3 pvr(0,2*P) => EFAULT");
    }
  }
}
