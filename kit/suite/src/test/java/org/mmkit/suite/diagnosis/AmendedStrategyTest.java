// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.diagnosis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.unmap.gather.Gather612;

class AmendedStrategyTest {

  /** Else a strategy whose VMAs have locks ends in an exception, and nothing is proved of it. */
  @Test
  void whatIsPutRightHasTheEraOfTheStrategy() {
    AmendedStrategy amended = new AmendedStrategy(new Gather612(), Amendment.parse("hold"));
    assertThat(amended.original()).isEqualTo(Gather612.class);
    assertThat(new AmendedStrategy(amended, Amendment.parse("hold")).original())
        .isEqualTo(Gather612.class);
  }

  @Test
  void whatLooksRightIsNoGuess() {
    assertThat(new WalkPattern("munlock before unmapVmas, if proved").isOnlyIfProved()).isTrue();
    assertThat(new WalkPattern("munlock before unmapVmas").isOnlyIfProved()).isFalse();
  }
}
