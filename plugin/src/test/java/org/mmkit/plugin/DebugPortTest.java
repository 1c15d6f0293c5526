// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DebugPortTest {

  @Test
  void thereIsNoneUnlessItIsAskedFor() throws MojoFailureException {
    assertThat(DebugPort.of("false")).isEmpty();
    assertThat(DebugPort.of(" ")).isEmpty();
    assertThat(DebugPort.of(null)).isEmpty();
  }

  @Test
  void itIsAFreeOneOrTheOneThatIsNamed() throws MojoFailureException {
    assertThat(DebugPort.of("true").orElseThrow()).isPositive();
    assertThat(DebugPort.of(" 5005 ")).hasValue(5005);
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "0", "65536", "-1", "5005,suspend=n", "*:5005"})
  void anythingElseIsRefused(String wish) {
    assertThatThrownBy(() -> DebugPort.of(wish))
        .isInstanceOf(MojoFailureException.class)
        .hasMessage("mmkit.debug is true, false or a port from 1 to 65535, not \"" + wish + "\".");
  }
}
