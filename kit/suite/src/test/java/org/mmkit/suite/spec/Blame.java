// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;

/** What the judge of histories says of one, and to whom it ascribes the blame. */
record Blame(Explanation.Unexplained unexplained) {

  static String[] with(String[] lines, String last) {
    String[] all = Arrays.copyOf(lines, lines.length + 1);
    all[lines.length] = last;
    return all;
  }

  static void legal(SpecState setup, String... lines) {
    assertThat(Histories.judge(setup, lines)).isEqualTo(new Explanation.Explained());
  }

  static Blame illegal(SpecState setup, String... lines) {
    Explanation explanation = Histories.judge(setup, lines);
    assertThat(explanation).isInstanceOf(Explanation.Unexplained.class);
    return new Blame((Explanation.Unexplained) explanation);
  }

  Blame isAbout(String call) {
    assertThat(unexplained.operation().call().text()).isEqualTo(call);
    return this;
  }

  Blame hasSentence(String sentence) {
    assertThat(unexplained.sentence()).isEqualTo(sentence);
    return this;
  }
}
