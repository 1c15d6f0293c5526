// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MapsTextTest {

  @Test
  void neighboursAreJoinedWhereOnlyTheBoundaryTellsThemApart() {
    assertThat(MapsText.canonical("[0-2 rw-p; 2-4 rw-p]")).isEqualTo("[0-4 rw-p]");
    assertThat(MapsText.canonical("[0-2 rw-s @1; 2-4 rw-s @3]")).isEqualTo("[0-4 rw-s @1]");
    assertThat(MapsText.canonical("[-4--2 rw-p; -2-1 rw-p]")).isEqualTo("[-4-1 rw-p]");
  }

  @Test
  void differencesThatCountAreKept() {
    for (String maps :
        new String[] {
          "[]",
          "[0-2 rw-p; 3-4 rw-p]",
          "[0-2 rw-p; 2-4 r--p]",
          "[0-2 rw-s @1; 2-4 rw-s @4]",
          "[0-2 rw-s @1; 2-4 rw-s]"
        }) {
      assertThat(MapsText.canonical(maps)).isEqualTo(maps);
    }
  }

  @Test
  void textOfAnotherShapeStaysAsItIs() {
    assertThat(MapsText.canonical("ENOMEM")).isEqualTo("ENOMEM");
    assertThat(MapsText.canonical("[nonsense]")).isEqualTo("[nonsense]");
  }
}
