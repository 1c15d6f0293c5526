// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PageAccessesTest {

  @Test
  void fillIsAStoreToEachPage() {
    assertThat(split("fill(2,3)")).containsExactly("w(2,'a')", "w(3,'b')", "w(4,'c')");
    assertThat(split("fill(-1,2,'~')")).containsExactly("w(-1,'~')", "w(0,127)");
  }

  @Test
  void patIsALoadFromEachPage() {
    assertThat(split("pat(0.5,2)")).containsExactly("r(2048/P)", "r(6144/P)");
    assertThat(split("pat(L,1)")).containsExactly("r(7)");
  }

  @Test
  void otherCallsStayWhole() {
    assertThat(split("unmap(0,4)")).containsExactly("unmap(0,4)");
  }

  private static List<String> split(String text) {
    Call call = CaseParser.parse("t", "@X-1 | t | P1\n" + text).get(0).setup().get(0).call();
    return PageAccesses.split(call, new Env(7)).stream().map(Call::text).toList();
  }
}
