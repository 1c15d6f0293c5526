// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Program;

/**
 * The states that a system may be in after the calls of a program that ran alone, given what they
 * returned. Where the specification leaves choices, it may be in several; where it leaves a result
 * open, nothing is known of it any more.
 *
 * <p>The usual alternative of each choice is followed first. Only when that no longer explains what
 * was seen are all alternatives gone through, from the first call on.
 */
public final class Possible {
  private static final int MAIN = 0;
  private static final int STATES_MAX = 32;

  /** A call and its result. */
  private record Seen(Call call, String result) {}

  private final List<Seen> seen = new ArrayList<>();

  /** The state by the usual alternatives; null once they do not explain everything. */
  private @Nullable SpecState usual;

  private final SpecState start;

  private List<SpecState> states = List.of();
  private boolean known = true;
  private String why = "";

  /** The system at the start of a program. */
  public Possible() {
    this(SpecState.initial());
  }

  /** The same, within the limits that the program's header sets. */
  public Possible(Program program) {
    this(SpecState.initial(program));
  }

  private Possible(SpecState start) {
    this.start = start;
    this.usual = start.copy();
  }

  /**
   * Takes a call and its result into account.
   *
   * @return whether the specification allows that result; if not, nothing changes
   */
  public boolean follow(Call call, String observed) {
    if (!known) {
      return true;
    }
    SpecState state = usual;
    if (state != null) {
      Answer answer = SpecTarget.towards(state, MAIN, call, observed);
      if (Verdict.isLegal(observed, answer)) {
        seen.add(new Seen(call, observed));
        see(call, state);
        return true;
      }
      goThroughAll();
    }
    return !known || followAll(call, observed);
  }

  private void goThroughAll() {
    usual = null;
    states = List.of(start.copy());
    for (int i = 0; known && i < seen.size(); i++) {
      followAll(seen.get(i).call(), seen.get(i).result());
    }
  }

  private boolean followAll(Call call, String observed) {
    Set<SpecState> next = new LinkedHashSet<>();
    for (SpecState state : states) {
      SpecTarget.explain(state, MAIN, call, observed).forEach(one -> next.add(one.state()));
    }
    if (next.isEmpty()) {
      return false;
    }
    states = List.copyOf(next);
    states.forEach(state -> see(call, state));
    if (states.size() > STATES_MAX) {
      lose(call, "more than " + STATES_MAX + " states are possible");
    }
    return true;
  }

  private void see(Call call, SpecState state) {
    if (!state.unknown.isEmpty()) {
      lose(call, state.unknown);
    }
  }

  private void lose(Call call, String reason) {
    known = false;
    why = call.name() + ": " + reason;
  }

  /** The results that the call could have had, in words. */
  public String legal(Call call) {
    Set<String> texts = new TreeSet<>();
    for (SpecState state : all()) {
      SpecTarget.outcomes(state, MAIN, call).forEach(one -> texts.add(one.answer().text()));
    }
    return String.join(" or ", texts);
  }

  private List<SpecState> all() {
    if (usual != null) {
      goThroughAll();
    }
    return states;
  }

  /** From now on nothing is known of the state. */
  public void lose() {
    known = false;
  }

  /** Whether anything is known. */
  public boolean isKnown() {
    return known;
  }

  /** Which call left the state open, and why; empty if none did. */
  public String why() {
    return why;
  }

  /** The states, each a copy of its own; none if nothing is known. */
  public List<SpecState> states() {
    List<SpecState> copies = new ArrayList<>();
    all().forEach(state -> copies.add(state.copy()));
    return known ? copies : List.of();
  }
}
