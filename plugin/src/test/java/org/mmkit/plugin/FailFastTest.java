// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mmkit.plugin.run.InputException;

/** Where a run ends at the first causes. */
class FailFastTest {
  private static final Optional<String> ALL = Optional.of("mmkit.rubric gives points for all");

  @ParameterizedTest
  @CsvSource({
    "auto, true, true",
    "auto, false, false",
    "'', true, true",
    "true, false, true",
    "false, true, false"
  })
  void itIsOnAtATerminalAndWhereItIsAskedFor(String wish, boolean watched, boolean on) {
    assertThat(FailFast.of(wish, watched, Optional.empty())).isEqualTo(on);
  }

  @Test
  void itIsOffAtATerminalWhereAllCasesAreNeeded() {
    assertThat(FailFast.of("auto", true, ALL)).isFalse();
  }

  @Test
  void askedForWhereAllCasesAreNeededItIsRefused() {
    assertThatThrownBy(() -> FailFast.of("true", true, ALL))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("mmkit.rubric gives points for all");
  }

  @Test
  void anotherWordIsRefused() {
    assertThatThrownBy(() -> FailFast.of("ja", true, Optional.empty()))
        .isInstanceOf(InputException.class)
        .hasMessage("mmkit.failFast=ja is neither true, false nor auto.");
  }
}
