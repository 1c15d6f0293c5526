// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.ModelAnswers;
import org.mmkit.suite.spec.Possible;

/** What differs on a kernel that maps no page of zeroes, and what a difference is put down to. */
class KernelTraitsTest {
  private static final KernelTraits USUAL = new KernelTraits(new TreeSet<>());
  private static final KernelTraits NO_ZERO_PAGE =
      new KernelTraits(new TreeSet<>(List.of("no-zero-page")));

  private static final StageRequest REQUEST =
      new StageRequest(
          JudgeRequest.of("truth", JudgeRequest.Selection.WHOLE, JudgeRequest.Search.DEFAULT),
          StageRun.shipped("gather-6.12"));

  private static final List<String> OWN_PAGES = List.of("OK", "0", "1", "1", "1", "1");

  private static Program program(String header, String lines) {
    return CaseParser.parse("t.cases", "@t | t | P3" + header + "\n" + lines).get(0);
  }

  private static Program readAndCounted(String rss) {
    return program(
        "",
        "map(0,2)\nr(0) => 0\nsmaps(0,'Rss') => "
            + rss
            + "\nsmaps(0,'Anonymous') => *\nmincore(0,1) => 1\nmincore(0,1) => 1");
  }

  @Test
  void aPageThatIsReadIsOneOfTheProcess() {
    Program program = readAndCounted("0");
    assertThat(ModelAnswers.of(USUAL.of(program), REQUEST).subList(2, 4)).containsExactly("0", "0");
    Program here = NO_ZERO_PAGE.of(program);
    assertThat(ModelAnswers.of(here, REQUEST)).isEqualTo(OWN_PAGES);
    assertThat(allowed(here, OWN_PAGES)).isTrue();
    assertThat(allowed(program, OWN_PAGES)).isFalse();
  }

  private static boolean allowed(Program program, List<String> results) {
    Possible possible = new Possible(program);
    for (int i = 0; i < results.size(); i++) {
      if (!possible.follow(program.setup().get(i).call(), results.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** UFFDIO_ZEROPAGE maps the page of zeroes there too: a marker stops it. */
  @Test
  void aMonitorFillsWithThePageOfZeroesAllTheSame() {
    String filled = "map(0,1)\nuffd_open()\nureg(0,1)\nuzero(0,1)\nsmaps(0,'Rss')\nr(0)";
    assertSameOnBoth(filled, "0", "0");
    String guarded = "map(0,1)\nuffd_open()\nureg(0,1)\nadv(0,1,'GUARD_INSTALL')\nuzero(0,1)";
    assertSameOnBoth(guarded, "EEXIST");
  }

  private static void assertSameOnBoth(String lines, String... answers) {
    Program program = program("", lines);
    assertThat(ModelAnswers.of(program, REQUEST)).endsWith(answers);
    assertThat(ModelAnswers.of(NO_ZERO_PAGE.of(program), REQUEST)).endsWith(answers);
  }

  /** A page of its own needs an anon_vma, also where a monitor is to bring the page. */
  @Test
  void mremapFindsNothingToMerge() {
    assertMergedOnlyUsually("map(12,8)\nr(13)\nremap(15,5,10,'MF',2)\nnvma()");
    assertMergedOnlyUsually(
        """
        map(0,1)
        prot(0,1,R)
        uffd_open()
        ureg(0,1)
        lock2(0,1,0) => ENOMEM
        remap(0,1,1,'MD',1)
        nvma()
        """);
  }

  private static void assertMergedOnlyUsually(String lines) {
    Program program = program("", lines);
    assertThat(ModelAnswers.of(program, REQUEST)).endsWith("1");
    assertThat(ModelAnswers.of(NO_ZERO_PAGE.of(program), REQUEST)).endsWith("2");
  }

  @Test
  void theHeaderKeepsWhatElseItSets() {
    Program both = NO_ZERO_PAGE.of(program(" | with=thp", "map(0,1)"));
    assertThat(both.settings()).containsEntry("with", "no-zero-page,thp");
    assertThat(USUAL.of(both)).isEqualTo(both);
    assertThat(NO_ZERO_PAGE.text()).isEqualTo("no-zero-page");
  }

  @Test
  void aCaseOfAnotherKernelIsExplainedAndAWrongOneIsNot() {
    Played played = new Played(OWN_PAGES, "");
    assertThat(NO_ZERO_PAGE.explain(readAndCounted("0"), played, REQUEST)).isTrue();
    assertThat(NO_ZERO_PAGE.explain(readAndCounted("1"), played, REQUEST)).isFalse();
    assertThat(NO_ZERO_PAGE.explain(readAndCounted("2"), played, REQUEST)).isFalse();
    assertThat(USUAL.explain(readAndCounted("0"), played, REQUEST)).isFalse();
    Played other = new Played(List.of("OK", "0", "1", "1", "1", "0"), "");
    assertThat(NO_ZERO_PAGE.explain(readAndCounted("0"), other, REQUEST)).isFalse();
  }
}
