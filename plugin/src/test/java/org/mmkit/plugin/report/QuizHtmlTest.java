// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuizHtmlTest {
  private static final String TEXT =
      """
      Quiz of <anna>: munmap by merged-4.20

      Hand in a file such as this:

          mmkit-quiz d59a161d
          1 a

      1. s01-upper: who maps <script>alert(1)</script>
          T1: unmap(0,4)
         What runs:
          1  T1: unmap(0,4) (preempted)
         Which mappings are left?
          a) none
          b) 200000000000-200000002000 rw-p & a very long
             rest of it

      2. s02: the other
         What does r(0) of T2 return?
          a) 'x'
      """;

  @Test
  void eachQuestionHasItsOptions() {
    String html = QuizHtml.write(TEXT);
    assertThat(html)
        .contains("<fieldset data-number=\"1\">")
        .contains(
            "name=\"q1\" value=\"b\"> b) <code>200000000000-200000002000 rw-p &amp; a very"
                + " long rest of it</code>")
        .contains("name=\"q2\" value=\"a\"> a) <code>'x'</code>")
        .contains("data-first=\"mmkit-quiz d59a161d\"");
    assertThat(html.split("type=\"radio\"", -1)).hasSize(4);
  }

  @Test
  void thePageNeedsNothingElseAndRunsNothingOfTheText() {
    String html = QuizHtml.write(TEXT);
    assertThat(html).doesNotContain("http", "src=", "<script>alert").contains("&lt;script&gt;");
    assertThat(html.split("<script>", -1)).hasSize(2);
    assertThat(QuizHtml.write("")).contains("<h1></h1>");
  }

  @Test
  void theSameTextGivesTheSamePage() {
    assertThat(QuizHtml.write(TEXT)).isEqualTo(QuizHtml.write(TEXT));
  }
}
