// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseProblemsTest {

  @Test
  void aProblemShowsFileLineColumnCaretAndHelp() {
    assertThat(problems("@X-1 | t | P1\nmap(0,4)\nunmpa(1,2) => OK\n"))
        .hasMessage(
            """
            bad.cases:3:1: unknown call 'unmpa'
             3 | unmpa(1,2) => OK
               | ^
               = did you mean 'unmap'?""");
  }

  @Test
  void allProblemsOfAFileAreShown() {
    CaseSyntaxException e =
        problems("@X-1 | t | P1\nunmap(0)\nprot(0,1,Q)\n@X-1 | t | P1\nmap(0,1)\n");
    assertThat(e.problems())
        .map(Problem::message)
        .containsExactly(
            "unmap needs 2 arguments: 'n' is missing",
            "unknown protection 'Q'",
            "the id X-1 is taken");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '^',
      value = {
        "maps() => [0-6 rw-p # 11 # a list in this result is not closed",
        "map(0,4 # 8 # expected ')' or ',' after the argument",
        "map(0,4) OK # 10 # expected '=>' or the end of the line",
        "map(0,4) => # 12 # the result is missing after '=>'",
        "map(0,4,RW,'pa # 12 # this string is not closed",
        "map(0,4,RW,'pq') # 14 # unknown letter 'q' for 'fl'",
        "map(0,4,ex='LOKED') # 13 # unknown word 'LOKED' for 'ex'",
        "map(0,4,ex='LOCKED|X') # 20 # unknown word 'X' for 'ex'",
        "map(0,4,size=3) # 9 # map has no argument named 'size'",
        "map(0,4,a=3) # 9 # 'a' is given twice",
        "map(a=0,4) # 9 # an argument without a name follows one with a name",
        "unmap(0,1,2) # 11 # too many arguments for unmap",
        "unmap(0,'x') # 9 # 'n' takes a number of pages, not a string",
        "adv(0,1,DONTNEED) # 9 # 'advice' takes a word in quotes",
        "adv(0,1,'DONTNED') # 10 # unknown word 'DONTNED' for 'advice'",
        "r(1/0) # 3 # this expression divides by zero",
        "r(Q) # 3 # unknown name 'Q'",
        "r(1+) # 5 # expected a number, found ')'",
        "r(0x) # 3 # '0x' is not a number",
        "r(1.2.3) # 3 # '1.2.3' is not a number",
        "r((1) # 6 # expected ')' or ',' after the argument",
        "w(0,'xy') # 5 # expected one ASCII character in quotes",
        "w(0,256) # 5 # a byte is a number from 0 to 255",
        "rlim('AS','16') # 11 # '16' is not an amount",
        "fork('r(0);') # 12 # expected a call",
        "fork('rr(0)') # 7 # unknown call 'rr'",
        "T1: r(0) # 5 # a task in a case of tier P1",
        "T9: r(0) # 1 # unknown task 'T9'",
        "wait('x') # 1 # nobody posts 'x'",
        "kill('T2') # 1 # there is no task T2",
        "= # 1 # expected a call",
      })
  void badStepsAreNamedAtTheirColumn(String step, int column, String message) {
    CaseSyntaxException e = problems("@X-1 | t | P1\n" + step + "\n");
    assertThat(e.problems()).hasSize(1);
    Problem problem = e.problems().get(0);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.line()).isEqualTo(2);
    assertThat(problem.column()).isEqualTo(column);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "@ # 2 # the case has no proper id",
        "@X 1 | t | P1 # 2 # the case has no proper id",
        "@X-1 # 2 # the title is missing",
        "@X-1 |  | P1 # 9 # the title is missing",
        "@X-1 | t # 8 # the tier is missing",
        "@X-1 | t | P9 # 12 # unknown tier 'P9'",
        "@X-1 | t | race | aims=L1,,L2 # 19 # expected names separated by commas",
      })
  void badHeadersAreNamedAtTheirColumn(String header, int column, String message) {
    Problem problem = problems(header + "\nr(0)\n").problems().get(0);
    assertThat(problem.message()).isEqualTo(message);
    assertThat(problem.line()).isEqualTo(1);
    assertThat(problem.column()).isEqualTo(column);
  }

  @Test
  void aStepNeedsACase() {
    assertThat(problems("r(0)\n").problems().get(0).message())
        .isEqualTo("a step outside of a case");
  }

  @Test
  void theOrderOfAConcurrentCaseIsChecked() {
    assertThat(problems("@X-1 | t | race\nmap(0,1)\n").problems())
        .map(Problem::message)
        .containsExactly("a case of tier race has no task");
    assertThat(problems("@X-1 | t | race\nT1: r(0)\nr(0)\n").problems())
        .map(Problem::message)
        .containsExactly("a step of no task behind a task's");
    assertThat(problems("@X-1 | t | race\nafter: r(0)\nT1: r(0)\n").problems())
        .map(Problem::message)
        .containsExactly("'after' comes before any task");
  }

  @Test
  void aCaseWithoutACallSaysNothing() {
    CaseSyntaxException e = problems("@X-1 | t | P1\n# none\n@X-2 | t | P1\nmaps()\n");
    assertThat(e.problems())
        .containsExactly(
            new Problem(
                "bad.cases",
                1,
                1,
                "@X-1 | t | P1",
                "there is no call in this case",
                "write calls below it, such as map(0,1)"));
  }

  @Test
  void idsAreUniqueAcrossFiles() {
    CaseParser parser = new CaseParser();
    parser.add("one.cases", "@X-1 | t | P1\nmaps()\n");
    parser.add("two.cases", "@X-1 | t | P1\nmaps()\n");
    CaseSyntaxException e = catchThrowableOfType(CaseSyntaxException.class, parser::finish);
    assertThat(e.problems().get(0).help()).contains("one.cases:1");
  }

  @Test
  void deepNestingIsRefusedInsteadOfOverflowing() {
    String deep = "(".repeat(1000) + "1" + ")".repeat(1000);
    assertThat(problems("@X-1 | t | P1\nr(" + deep + ")\n").problems().get(0).message())
        .isEqualTo("this expression is nested too deeply");
  }

  @Test
  void aFloodOfProblemsIsCutShort() {
    String text = "@X-1 | t | P1\n" + "nope()\n".repeat(1000);
    assertThat(problems(text).getMessage()).endsWith("... and 980 more");
  }

  private static CaseSyntaxException problems(String text) {
    CaseSyntaxException e =
        catchThrowableOfType(CaseSyntaxException.class, () -> CaseParser.parse("bad.cases", text));
    assertThat(e).as("no problem found in:%n%s", text).isNotNull();
    return e;
  }
}
