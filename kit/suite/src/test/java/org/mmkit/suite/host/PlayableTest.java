// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is left out of a random program before a real kernel plays it. */
class PlayableTest {

  private static List<String> left(String lines) {
    return Host.playable(HostTest.program(lines)).program().setup().stream()
        .map(step -> step.call().text())
        .toList();
  }

  @Test
  void theEndOfThePlayerIsLeftOut() {
    assertThat(left("map(0,1)\nunmap(-8589934085,583)\nunmap(-8589934085,1)\nunmap(0,1)"))
        .containsExactly("map(0,1)", "unmap(-8589934085,1)", "unmap(0,1)");
  }

  @Test
  void whatNoKernelCanBeAskedIsLeftOut() {
    assertThat(left("map(0,1)\ngup(0)\nrollup()\nw(0,'a')"))
        .containsExactly("map(0,1)", "w(0,'a')");
  }
}
