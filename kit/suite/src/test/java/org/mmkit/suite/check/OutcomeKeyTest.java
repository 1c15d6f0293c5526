// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.target.Observation;

/**
 * A verdict is used again for the same results of the same calls in the same order, and no other.
 */
class OutcomeKeyTest {
  private static final List<Step> STEPS =
      CaseParser.parse("a.cases", "@a | t | P1\nmap(0,1)\nmap(0,1)\n").get(0).setup();

  private static Observation seen(String result) {
    return new Observation("T1", STEPS.get(0), result, 1, 2);
  }

  private static void differs(Observation... others) {
    assertThat(new OutcomeKey(List.of(others))).isNotEqualTo(new OutcomeKey(List.of(seen("OK"))));
  }

  @Test
  void theSameOutcomeIsEqual() {
    OutcomeKey one = new OutcomeKey(List.of(seen("OK"), seen("'a'")));
    OutcomeKey two = new OutcomeKey(List.of(seen("OK"), seen("'a'")));
    assertThat(one).isEqualTo(two).hasSameHashCodeAs(two);
    assertThat(new OutcomeKey(List.of(seen(null)))).isEqualTo(new OutcomeKey(List.of(seen(null))));
  }

  @Test
  void whateverAVerdictDependsOnTellsOutcomesApart() {
    differs();
    differs(seen("EINVAL"));
    differs(seen(null));
    differs(seen("OK"), seen("OK"));
    differs(new Observation("T2", STEPS.get(0), "OK", 1, 2));
    differs(new Observation("T1", STEPS.get(1), "OK", 1, 2));
    differs(new Observation("T1", STEPS.get(0), "OK", 0, 2));
    differs(new Observation("T1", STEPS.get(0), "OK", 1, 3));
    differs(new Observation("T1", STEPS.get(0), "OK", 1, 2, true));
  }

  @Test
  void onesWithTheSameHashAreComparedAllTheSame() {
    // "Aa" and "BB" are the oldest pair of strings with one hash.
    OutcomeKey one = new OutcomeKey(List.of(seen("Aa")));
    OutcomeKey two = new OutcomeKey(List.of(seen("BB")));
    assertThat(one).hasSameHashCodeAs(two).isNotEqualTo(two);
    assertThat(new OutcomeKey(List.of(new Observation("T1", STEPS.get(0), "OK", 1, 2))))
        .isNotEqualTo(new OutcomeKey(List.of(new Observation("T2", STEPS.get(0), "OK", 1, 2))));
    assertThat(new OutcomeKey(List.of(new Observation("T1", STEPS.get(0), "OK", 1, 33))))
        .isNotEqualTo(new OutcomeKey(List.of(new Observation("T1", STEPS.get(0), "OK", 2, 2))));
  }
}
