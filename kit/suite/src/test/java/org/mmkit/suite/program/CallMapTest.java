// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CallMapTest {

  @Test
  void aCallThatTheLanguageDoesNotHaveIsRefused() {
    CallMap<String> map = new CallMap<>();
    assertThatThrownBy(() -> map.put("munmap", "x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("Signatures has no call munmap");
  }

  @Test
  void aSecondEntryIsRefused() {
    CallMap<String> map = new CallMap<>();
    map.put("unmap", "x");
    assertThatThrownBy(() -> map.put("unmap", "y"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two entries for the call unmap");
  }

  @Test
  void aCallWithoutAnEntryIsNamed() {
    CallMap<String> map = new CallMap<>();
    Signatures.names().stream()
        .filter(name -> !name.equals("gup") && !name.equals("brk"))
        .forEach(name -> map.put(name, name));
    assertThatThrownBy(map::complete)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no entry for the calls [brk, gup]");
  }

  @Test
  void everyKindIsOneOfSomeCall() {
    EnumSet<CallKind> used = EnumSet.noneOf(CallKind.class);
    for (String name : Signatures.names()) {
      used.addAll(Signatures.find(name).orElseThrow().kinds());
    }
    assertThat(used).isEqualTo(EnumSet.allOf(CallKind.class));
  }
}
