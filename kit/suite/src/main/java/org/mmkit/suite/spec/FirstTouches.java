// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.List;
import org.mmkit.suite.program.CallKind;

/**
 * The first access to a page is a fault and then a load or a store. What takes the page away may
 * come between: others may reach the page until it is flushed, and the access itself reaches it
 * late.
 */
final class FirstTouches {

  private FirstTouches() {}

  /**
   * The fault of an access, as a step of its own, where that makes a difference.
   *
   * @param done the calls that have happened, a bit each
   * @param copied the bytes of the access that have been copied already
   */
  static List<Move> moves(Timeline timeline, World world, long done, int index, long copied) {
    if (!mayLoseItsPage(timeline, done, index)) {
      return List.of();
    }
    World next = world.copy();
    try {
      fault(next.state(), timeline.get(index), copied);
    } catch (Open open) {
      return List.of();
    }
    if (next.state().equals(world.state())) {
      return List.of();
    }
    next.progress().put(index, new Progress.OfAccess(copied, true));
    return List.of(Move.unfinished(next));
  }

  private static boolean mayLoseItsPage(Timeline timeline, long done, int index) {
    for (int i = 0; i < timeline.size(); i++) {
      boolean underWay = (done >>> i & 1) == 0 && timeline.overlap(i, index);
      // An access by the kernel grows no stack: it comes to one that the fault has grown.
      if (i != index && underWay && !Moves.isLoadOrStore(timeline.get(i).call())) {
        return true;
      }
    }
    return false;
  }

  /** Brings the page that an access comes to next, as far as that goes. */
  static void fault(SpecState state, Operation access, long copied) {
    long page = Pages.of(Accesses.address(access, state) + copied);
    int needs = Accesses.needs(access.call());
    if (access.call().is(CallKind.KERNEL_ACCESS)) {
      Memory.kernel(state, page, needs == Attributes.WRITE, false);
    } else {
      Memory.user(state, page, needs);
    }
  }
}
