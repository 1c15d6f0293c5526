// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mmkit.suite.spec.Specs.after;
import static org.mmkit.suite.spec.Specs.answer;
import static org.mmkit.suite.spec.Specs.steps;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpecTargetTest {

  @Test
  void aCopyChangesApart() {
    SpecState state = after("map(0,2)", "w(0,'a')");
    SpecState copy = state.copy();
    assertThat(copy).isEqualTo(state);
    answer(copy, "unmap(0,2)");
    assertThat(copy).isNotEqualTo(state);
    assertThat(answer(state, "r(0)")).isEqualTo("'a'");
    assertThat(answer(copy, "r(0)")).isEqualTo("SEGV_MAPERR");
  }

  @Test
  void mremapAcrossWhatMayBeTwoMappingsHasTwoLegalAnswers() {
    SpecState state = after("map(0,2)", "w(0,'a')", "map(2,2)", "w(2,'b')");
    assertThat(legal(state, "remap(0,4,8)")).containsExactlyInAnyOrder("OK", "EFAULT");
    assertThat(legal(state, "remap(0,2,1)")).containsExactly("OK");
    assertThat(legal(after("map(0,4)"), "remap(0,4,8)")).containsExactly("OK");
  }

  @Test
  void aFailedMunmapMayLeaveASplit() {
    SpecState state = after("map(0,4)", "map(4,1,R)", "seal(4,1)", "unmap(2,3) => EPERM");
    assertThat(legal(state, "remap(0,4,4,'MD',16)")).contains("OK->16", "EFAULT");
  }

  @Test
  void mmapMayLandInAnyFreePlace() {
    SpecState state = after("arena(0,4)", "map(1,1)");
    assertThat(explains(state, "mmapany(1)", "OK->0")).isTrue();
    assertThat(explains(state, "mmapany(1)", "OK->3")).isTrue();
    assertThat(explains(state, "mmapany(2)", "OK->2")).isTrue();
    assertThat(explains(state, "mmapany(1)", "OK->1")).isFalse();
    assertThat(explains(state, "mmapany(2)", "OK->0")).isFalse();
    assertThat(explains(state, "mmapany(1)", "OTHER")).isFalse();
    assertThat(explains(state, "mmapany(3)", "ENOMEM")).isTrue();
  }

  @Test
  void aPinnedPageKeepsItsContentWhateverBecomesOfTheMapping() {
    SpecState state = after("map(0,1)", "w(0,'a')", "gup(0)", "unmap(0,1)");
    assertThat(answer(state, "pinned(0)")).isEqualTo("'a'");
    assertThat(answer(state, "map(0,1)")).isEqualTo("OK");
    assertThat(answer(state, "w(0,'b')")).isEqualTo("OK");
    assertThat(answer(state, "pinned(0)")).isEqualTo("'a'");
    assertThat(answer(state, "unpin(0)")).isEqualTo("OK");
    assertThat(answer(state, "gup(1)")).isEqualTo("EFAULT");
  }

  @Test
  void aPinSeesStoresThroughTheMapping() {
    SpecState state = after("map(0,1)", "w(0,'a')", "gup(0)", "w(0,'b')");
    assertThat(answer(state, "pinned(0)")).isEqualTo("'b'");
  }

  @Test
  void aChildChangesSharedMemoryButNotItsParentsOwn() {
    SpecState state =
        after(
            "map(0,1)",
            "map(1,1,RW,'sa')",
            "w(0,'p')",
            "fork(\"w(0,'c');w(1,'s');r(0);unmap(0,2)\") => OK,OK,'c',OK");
    assertThat(answer(state, "pat(0,2)")).isEqualTo("ps");
  }

  @Test
  void mapsMayBeSplitButMustCoverTheSame() {
    SpecState state = after("map(0,4)", "map(4,1,R)");
    assertThat(explains(state, "maps()", "[0-4 rw-p; 4-5 r--p]")).isTrue();
    assertThat(explains(state, "maps()", "[0-1 rw-p; 1-4 rw-p; 4-5 r--p]")).isTrue();
    assertThat(explains(state, "maps()", "[0-3 rw-p; 4-5 r--p]")).isFalse();
    assertThat(explains(state, "maps()", "[0-5 rw-p]")).isFalse();
    assertThat(explains(state, "nvma()", "2")).isTrue();
    assertThat(explains(state, "nvma()", "3")).isTrue();
    assertThat(explains(state, "nvma()", "1")).isFalse();
  }

  @Test
  void theStateStaysWhereTheResultIsOpen() {
    SpecState state = after("map(0,1,RW,'sf')", "r(0) => 'A'");
    SpecState before = state.copy();
    assertThat(answer(state, "smaps(0,'Rss')")).startsWith("anything");
    assertThat(state).isEqualTo(before);
  }

  private static List<String> legal(SpecState state, String call) {
    return SpecTarget.outcomes(state, 0, steps(call).get(0).call()).stream()
        .map(outcome -> outcome.answer().text())
        .toList();
  }

  private static boolean explains(SpecState state, String call, String observed) {
    return !SpecTarget.explain(state, 0, steps(call).get(0).call(), observed).isEmpty();
  }
}
