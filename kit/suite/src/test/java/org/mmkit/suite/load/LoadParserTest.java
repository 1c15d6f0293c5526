// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.program.CaseSyntaxException;

class LoadParserTest {
  private static final String LOOP = "\nloop: a = mmap(M=4k, RW, 'pa'); munmap(a, M); count(1)";

  private static List<Load> parse(String text) {
    LoadParser parser = new LoadParser();
    parser.add("my.loads", text);
    return parser.finish();
  }

  @Test
  void aFileWithoutALoadIsRefusedByName() {
    List<CaseFile> files =
        List.of(
            new CaseFile("my.loads", "@x | t | perf | ends=7" + LOOP),
            new CaseFile("empty.loads", "# nothing\n\n"));
    assertThatThrownBy(() -> Loads.of(files))
        .isInstanceOf(BadInputException.class)
        .hasMessage(
            "empty.loads: there is no load in it. Add one, or leave the file out (mmkit.loads).");
  }

  @Test
  void fieldsOfTheHeaderAreRead() {
    Load load =
        parse(
                "@x-1 | some title | perf | after=y 1.0 | modes=processes,threads"
                    + " | tasks=8,1,cpus | threads=192 | small=M:2k | ends=7 | keeps this"
                    + LOOP)
            .get(0);
    assertThat(load.id()).isEqualTo("x-1");
    assertThat(load.words().title()).isEqualTo("some title");
    assertThat(load.words().after()).isEqualTo("y 1.0");
    assertThat(load.words().note()).isEqualTo("keeps this");
    assertThat(load.extent().modes()).containsExactly(Mode.THREADS, Mode.PROCESSES);
    assertThat(load.extent().tasks().on(8)).containsExactly(1, 8);
    assertThat(load.extent().tasks().on(32)).containsExactly(1, 8, 32);
    assertThat(load.extent().counts(Mode.PROCESSES, 8)).containsExactly(1, 8);
    assertThat(load.extent().counts(Mode.THREADS, 8)).containsExactly(1, 8, 192);
    assertThat(load.extent().leastOps()).isEqualTo(7);
    assertThat(load.sizes()).containsExactly(java.util.Map.entry("M", 4096L));
    assertThat(load.smallSizes()).containsExactly(java.util.Map.entry("M", 2048L));
  }

  /** Two loads would have the same id, and so the same measures. */
  @Test
  void aSizeThatComesTwiceIsRefused() {
    assertThatThrownBy(() -> parse("@x | t | perf | each=M:4k,1m,4k" + LOOP))
        .hasMessageContaining("the size 4k comes twice");
  }

  @Test
  void aLoadForEachSize() {
    assertThat(parse("@x | t | perf | each=M:4k,1m" + LOOP))
        .extracting(Load::id)
        .containsExactly("x-4k", "x-1m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      textBlock =
          """
          @x y | t | perf ! loop: count(1) ! my.loads:1:2: the load has no proper id
          @x | t | P1 ! loop: count(1) ! my.loads:1:2: the tier of a load is perf, not 'P1'
          @x | t | perf | mode=threads ! loop: count(1) ! my.loads:1:16: unknown field 'mode'
          @x | t | perf | modes=fibers ! loop: count(1) ! my.loads:1:16: unknown mode 'fibers'
          @x | t | perf | tasks=1000000 ! loop: count(1) ! my.loads:1:16: 1000000 tasks are more than
          @x | t | perf | tasks=0 ! loop: count(1) ! my.loads:1:16: tasks=0 is no number
          @x | t | perf | ends=9999999 ! loop: count(1) ! my.loads:1:16: ends=9999999 is no number
          @x | t | perf | small=M:1m ! loop: count(1) ! my.loads:1:1: the load has no size M
          @x | t | perf ! loop: munmap(P, P) ! my.loads:1:1: the load x never counts
          @x | t | perf ! start: count(1) ! my.loads:1:1: the load x has no loop:
          @x | t | perf ! loop 0: count(1) ! my.loads:1:1: only one task of x does anything
          @x | t | perf ! loop: fork(); count(1) ! my.loads:1:1: the load x forks and never waits
          @x | t | perf ! loop: fork(); wait(); count(1) ! my.loads:1:1: fork() in loop: and lines child:
          @x | t | perf ! loop 7000000000: count(1) ! my.loads:2:6: no load has a task 7000000000
          @x | t | perf ! loop 0: sync(); count(1) ! my.loads:2:1: sync() in the line of one task
          @x | t | perf ! lop: count(1) ! my.loads:2:1: a line of a load starts with
          @x | t | perf ! loop: cont(1) ! my.loads:2:7: unknown call 'cont'
          @x | t | perf ! loop: count() ! my.loads:2:7: 'n' is missing
          @x | t | perf ! loop: count(1, 2) ! my.loads:2:15: too many arguments
          @x | t | perf ! loop: count(b) ! my.loads:2:13: unknown name 'b'
          @x | t | perf ! loop: count(4q) ! my.loads:2:13: '4q' is not a size
          @x | t | perf ! loop: a = mmap(P, RQ, 'pa'); count(1) ! my.loads:2:21: unknown protection
          @x | t | perf ! loop: adv(P, P, 'DONT'); count(1) ! my.loads:2:23: unknown advice 'DONT'
          @x | t | perf ! loop: I = 1; count(1) ! my.loads:2:7: 'I' cannot be assigned
          @x | t | perf ! loop: count(1) count(1) ! my.loads:2:16: expected ';'
          """)
  void whatIsWrongHasItsPlace(String header, String line, String message) {
    assertThatThrownBy(() -> parse(header + "\n" + line))
        .isInstanceOf(CaseSyntaxException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void anIdIsTakenOnce() {
    assertThatThrownBy(() -> parse("@x | t | perf" + LOOP + "\n@x | t | perf" + LOOP))
        .hasMessageContaining("my.loads:3:2: the id x is taken");
  }

  @Test
  void allProblemsAreShownAtOnce() {
    assertThatThrownBy(() -> parse("@x | t | perf\nloop: foo(1)\nloop: bar(2)"))
        .hasMessageContaining("my.loads:2:7")
        .hasMessageContaining("my.loads:3:7");
  }
}
