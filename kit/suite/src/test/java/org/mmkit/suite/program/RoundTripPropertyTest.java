// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTripPropertyTest {

  private static final long SEED = 20180809;

  @Test
  void parsingWhatWasFormattedGivesTheSameProgram() {
    for (int i = 0; i < 2000; i++) {
      Program program = new RandomPrograms(SEED + i).program(i);
      String text = CaseFormatter.format(program);
      assertThat(CaseParser.parse("random.cases", text))
          .as("seed %d:%n%s", SEED + i, text)
          .map(RandomPrograms::bare)
          .isEqualTo(List.of(RandomPrograms.bare(program)));
    }
  }
}
