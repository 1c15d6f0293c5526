// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mmkit.suite.program.Signatures;

class CallTableTest {

  @Test
  void theModelCarriesOutEveryCallOfTheLanguage() {
    assertThat(CallTable.names()).isEqualTo(Signatures.names());
  }
}
