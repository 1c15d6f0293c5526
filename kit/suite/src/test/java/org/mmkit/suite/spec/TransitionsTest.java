// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Signatures;

class TransitionsTest {

  @Test
  void theSpecificationKnowsEveryCallOfTheLanguage() {
    assertThat(Transitions.names()).isEqualTo(Signatures.names());
  }
}
