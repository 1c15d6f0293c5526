// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Set;
import org.mmkit.suite.program.CallMap;

/** What the specification says about each call. */
final class Transitions {
  private static final CallMap<Transition> TRANSITIONS = new CallMap<>();

  static {
    MapCalls.register(TRANSITIONS);
    ProtectCalls.register(TRANSITIONS);
    AdviseCalls.register(TRANSITIONS);
    LockCalls.register(TRANSITIONS);
    MemoryCalls.register(TRANSITIONS);
    KernelCalls.register(TRANSITIONS);
    ChildCalls.register(TRANSITIONS);
    QuestionCalls.register(TRANSITIONS);
    HeapCalls.register(TRANSITIONS);
    LimitCalls.register(TRANSITIONS);
    Files.register(TRANSITIONS);
    SharedCalls.register(TRANSITIONS);
    UserfaultfdCalls.register(TRANSITIONS);
    BinderCalls.register(TRANSITIONS);
    SpecialCalls.register(TRANSITIONS);
    TaskCalls.register(TRANSITIONS);
    TRANSITIONS.complete();
  }

  private Transitions() {}

  static Answer answer(Turn turn) {
    return TRANSITIONS.get(turn.call()).answer(turn);
  }

  static Set<String> names() {
    return TRANSITIONS.names();
  }
}
