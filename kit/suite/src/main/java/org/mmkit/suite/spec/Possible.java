// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.program.Call;

/**
 * The states that a system may be in after the calls of a program that ran alone, given what they
 * returned. Where the specification leaves choices, it may be in several; where it leaves a result
 * open, nothing is known of it any more.
 */
public final class Possible {
  private static final int MAIN = 0;
  private static final int STATES_MAX = 32;

  private List<SpecState> states = List.of(SpecState.initial());
  private boolean known = true;

  /** The system at the start of a program. */
  public Possible() {}

  /**
   * Takes a call and its result into account.
   *
   * @return whether the specification allows that result; if not, nothing changes
   */
  public boolean follow(Call call, String observed) {
    Set<SpecState> next = new LinkedHashSet<>();
    for (SpecState state : states) {
      SpecTarget.explain(state, MAIN, call, observed).forEach(one -> next.add(one.state()));
    }
    if (!known || next.isEmpty()) {
      return !known;
    }
    states = List.copyOf(next);
    known =
        states.size() <= STATES_MAX && states.stream().allMatch(state -> state.unknown.isEmpty());
    return true;
  }

  /** The results that the call could have had, in words. */
  public String legal(Call call) {
    Set<String> texts = new TreeSet<>();
    for (SpecState state : states) {
      SpecTarget.outcomes(state, MAIN, call).forEach(one -> texts.add(one.answer().text()));
    }
    return String.join(" or ", texts);
  }

  /** From now on nothing is known of the state. */
  public void lose() {
    known = false;
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return known;
  }

  /** The states, each a copy of its own; one at least. */
  public List<SpecState> states() {
    List<SpecState> copies = new ArrayList<>();
    states.forEach(state -> copies.add(state.copy()));
    return copies;
  }
}
