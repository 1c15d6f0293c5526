// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Optional;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.spec.Explanation;
import org.mmkit.suite.spec.Linearizability;
import org.mmkit.suite.spec.Operation;
import org.mmkit.suite.spec.Possible;
import org.mmkit.suite.spec.SpecState;
import org.mmkit.suite.target.Observation;

/**
 * What the specification knows when a program's tasks start, given what the set-up returned.
 *
 * @param broken what is illegal in those results, if anything is
 * @param specifications one for each state that the system may be in then; none if nothing is known
 */
record SetUp(Optional<Broken> broken, List<Linearizability> specifications) {

  static SetUp of(Program program, List<Observation> observations) {
    Possible possible = new Possible(program);
    for (Observation seen : observations) {
      String result = seen.result();
      if (result == null) {
        possible.lose();
      } else if (!possible.follow(seen.step().call(), result)) {
        if (seen.step().expected().isAnything()) {
          String legal = possible.legal(seen.step().call());
          String sentence = seen.step().call() + " gave " + result + " instead of " + legal;
          return new SetUp(
              Optional.of(new Broken(BrokenLaw.aimOf(program), sentence, seen)), List.of());
        }
        // The kernel's word stands against the specification's.
        possible.lose();
      }
    }
    return new SetUp(
        Optional.empty(),
        possible.isKnown()
            ? possible.states().stream().map(state -> specification(program, state)).toList()
            : List.of());
  }

  private static Linearizability specification(Program program, SpecState state) {
    state.expectFailures(program.leavesToChoice("enomem"), program.leavesToChoice("signal"));
    return new Linearizability(state);
  }

  /** Explains results from any of the states; where nothing is known, anything is legal. */
  Explanation explain(List<Operation> operations) {
    Explanation first = new Explanation.Explained();
    boolean undecided = false;
    for (Linearizability specification : specifications) {
      Explanation explanation = specification.explain(operations);
      if (explanation instanceof Explanation.Explained) {
        return explanation;
      }
      undecided |= explanation instanceof Explanation.Undecided;
      if (first instanceof Explanation.Explained || undecided) {
        first = explanation;
      }
    }
    return first;
  }
}
