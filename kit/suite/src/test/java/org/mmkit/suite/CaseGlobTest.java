// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CaseGlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*                    | conformance/MUN-020 | true",
        "conformance/MUN-*    | conformance/MUN-020 | true",
        "conformance/MUN-*    | race/MUN-020        | false",
        "MUN-02?              | conformance/MUN-020 | true",
        "MUN-02?              | conformance/MUN-02  | false",
        "race/*, MUN-020      | conformance/MUN-020 | true",
        "race/*, MUN-020      | race/reuse          | true",
        "race/r.use           | race/reuse          | false",
        "race/a[b]            | race/a[b]           | true",
        "MUN-*, !MUN-020      | conformance/MUN-020 | false",
        "!MUN-020, MUN-*      | conformance/MUN-020 | false",
        "MUN-*, !MUN-020      | conformance/MUN-021 | true",
        "MUN-*, !MUN-020      | race/reuse          | false",
        "!race/re*            | race/reuse          | false",
        "!race/re*            | race/fork           | true",
      })
  void aPatternFitsTheWholeName(String glob, String name, boolean fits) {
    assertThat(new CaseGlob(glob).matches(name)).isEqualTo(fits);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "race/*         | race | true",
        "race/*         | hold | false",
        "MUN-1          | hold | true",
        "r*/x,hold/y    | hold | true",
        "race/*,!hold/x | hold | false",
        "!race/x        | hold | true",
      })
  void aStageWithoutAFittingCaseIsKnownBeforehand(String glob, String stage, boolean may) {
    assertThat(new CaseGlob(glob).mayMatchIn(stage)).isEqualTo(may);
  }

  @Test
  void manyStarsAreNoWork() {
    String stars = "a*".repeat(20_000) + "b";
    CaseGlob glob = new CaseGlob("race/" + stars + ",explore/" + "*".repeat(50_000) + "x");
    String name = "a".repeat(1_000);
    assertThat(glob.matches("race/" + name)).isFalse();
    assertThat(glob.matches("race/" + "a".repeat(20_000) + "b")).isTrue();
    assertThat(glob.matches("explore/" + name + "x")).isTrue();
  }
}
