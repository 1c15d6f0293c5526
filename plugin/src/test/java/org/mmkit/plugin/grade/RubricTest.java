// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;

class RubricTest {

  private static Rubric parse(String... lines) {
    return RubricParser.parse("r.txt", List.of(lines), Set.of("mmap1", "brk1"));
  }

  @Test
  void regressionGetsItsShareOfAllPoints() {
    Rubric rubric = SampleScore.rubric();
    assertThat(rubric.parts()).extracting(RubricPart::id).contains("quick", "regression");
    assertThat(rubric.parts().get(6).points()).isEqualTo(new Points(20_00));
    assertThat(rubric.late().percent(2)).isEqualTo(20);
    assertThat(rubric.late().percent(Integer.MAX_VALUE)).isEqualTo(50);
  }

  @Test
  void theShippedOneWeighsLoads() {
    assertThat(Rubric.shipped().givesPoints()).isFalse();
    assertThat(Rubric.shipped().weights().byLoad()).containsEntry("fault-beside-80g", 4L);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points 3 | r.txt:1: no line of a rubric begins with \"points\". There are title, part",
        "mmap1 3 | Write: load mmap1 3",
        "part 10 | a part has a name of letters, digits, '.', '_' and '-', and points",
        "part a/b 10 | a part has a name of letters",
        "part a ten | \"ten\" are no points: a number above 0",
        "part a 0 | \"0\" are no points",
        "part a 1.234 | \"1.234\" are no points",
        "part a 5 secret | \"secret\" says nothing of a part. There are hidden",
        "part a 5 | r.txt:1: the part a says nothing of what its points are for. Add a line",
        "cases race/* | \"cases\" stands in no part. Write before it: part ID POINTS",
        "part a 5;cases reuse | r.txt:2: \"reuse\" has no stage, and points need to know one."
            + " Write such as: cases race/reuse",
        "part a 5;cases rice/* | r.txt:2: there is no stage \"rice\". Name one of conformance",
        "part a 5;stage rice | r.txt:2: there is no stage \"rice\"",
        "part a 5;rules L99 | r.txt:2: there is no rule \"L99\". Name one as the page of the rules",
        "part a 5;rules | r.txt:2: nothing follows \"rules\"",
        "part a 5;rules L4;rules L5 | r.txt:3: the part a has its criterion already",
        "part a 5;rules L4;all | r.txt:1: \"all\" belongs to cases",
        "part a 5;cases race/*;above half | r.txt:3: \"half\" is no share of the cases. Write such as",
        "part a 5;rules L4;above 5% | r.txt:1: \"above\" belongs to cases",
        "part a 5;cases race/*;all of them | r.txt:3: nothing follows \"all\"",
        "part a 5;cases race/*;needs b | r.txt:1: needs b, and no part above has that name",
        "part a 5;cases race/*;part a 6 | r.txt:3: there is a part a already",
        "part a 5;measure hold.total_ns 5 | is no measure with its limits. Write such as: measure",
        "part a 5;measure hold.total_ns full 5 none 6s | r.txt:2: \"5\" is no time",
        "part a 5;measure perf.score full 5s none 6 | r.txt:2: \"5s\" is no whole number",
        "part a 5;measure hold.total_ns full 5s none 5s | r.txt:2: all points and none are given",
        "part a 5;measure hold.total_ns full 0s none 5s | r.txt:2: a limit of no time is none",
        "regression most | a regression part has a share of all points",
        "regression 5%;cases race/*;regression 6%;cases hold/* | r.txt:3: there is a regression",
        "late soon | r.txt:1: \"soon\" is no price. Write: late 10% a day, at most 50%",
        "late 101% a day | r.txt:1: more than 100% cannot be lost",
        "late 10% a day | r.txt: the rubric gives no points",
        "late 10% a day;load mmap1 1 | r.txt: \"late\" takes off points, and no part gives any",
        "late 1% a day;late 2% a day | r.txt:2: there is a line \"late\" already",
        "title | r.txt:1: a title has 1 to 100 characters",
        "# nothing | r.txt: the rubric gives no points (mmkit.rubric). Write a part",
        "load mmap1 | r.txt:1: \"mmap1\" is no load and its weight",
        "load mmap1 -1 | r.txt:1: \"mmap1 -1\" is no load and its weight",
        "load mmap1 1001 | r.txt:1: the weight 1001 is more than 1000",
        "load mmap9 1 | r.txt:1: there is no load mmap9. Remove the line, or name one of brk1, mmap1",
        "load mmap1 0 | r.txt: no load counts (mmkit.rubric)",
        "load mmap1 1;load mmap1 2 | r.txt:2: mmap1 has a weight already"
      })
  void aBadLineIsNamedWithWhatToDo(String lines, String message) {
    assertThatThrownBy(() -> parse(lines.split(";")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPartAboutAStageThatDoesNotRunIsRefusedBeforeAnybodyIsJudged() {
    Rubric rubric =
        parse("part a 5", "cases race/*", "part b 5", "measure hold.total_ns full 5s none 6s");
    rubric.requireStages(List.of("conformance", "race", "hold"));
    assertThatThrownBy(() -> rubric.requireStages(List.of("conformance", "race")))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("the part b is about stage hold, which does not run");
  }
}
