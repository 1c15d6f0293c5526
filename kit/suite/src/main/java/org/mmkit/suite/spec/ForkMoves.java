// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.program.CallKind;

/**
 * The ways in which fork can copy pages that other tasks store to meanwhile: page by page, each
 * store before or after the copy.
 */
final class ForkMoves {

  private static final int MAX_STORES = 6;

  private final Timeline timeline;
  private final World world;
  private final int index;
  private final @Nullable String result;

  ForkMoves(Timeline timeline, World world, int index, @Nullable String result) {
    this.timeline = timeline;
    this.world = world;
    this.index = index;
    this.result = result;
  }

  List<Move> all() {
    List<Operation> stores = concurrentStores();
    List<Move> moves = new ArrayList<>();
    for (int subset = 1; subset < 1 << stores.size(); subset++) {
      List<Operation> before = new ArrayList<>();
      for (int i = 0; i < stores.size(); i++) {
        if ((subset >>> i & 1) != 0) {
          before.add(stores.get(i));
        }
      }
      add(moves, before);
    }
    return moves;
  }

  private List<Operation> concurrentStores() {
    List<Operation> stores = new ArrayList<>();
    for (int i = 0; i < timeline.size() && stores.size() < MAX_STORES; i++) {
      Operation other = timeline.get(i);
      boolean store =
          other.call().is(CallKind.USER_ACCESS) && Accesses.needs(other.call()) == Attributes.WRITE;
      if (store && timeline.overlap(i, index)) {
        stores.add(other);
      }
    }
    return stores;
  }

  private void add(List<Move> moves, List<Operation> before) {
    SpecState seen = world.state().copy();
    before.forEach(store -> SpecTarget.apply(seen, store.task(), store.call()));
    Operation fork = timeline.get(index);
    Answer answer = SpecTarget.apply(seen, fork.task(), fork.call());
    if (result == null || Verdict.compare(result, answer).isLegal()) {
      World next = world.copy();
      SpecTarget.apply(next.state(), fork.task(), fork.call());
      before.forEach(store -> forgetPin(store, next.state()));
      moves.add(Move.concurrent(answer.text(), next));
    }
  }

  /** A store before the copy of its page is to the page itself, which somebody may have pinned. */
  private static void forgetPin(Operation store, SpecState state) {
    Integer frame = state.frames.get(Accesses.page(store, state));
    if (frame != null && state.pins.containsValue(frame)) {
      state.objects.forget(frame);
    }
  }
}
