// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.mmkit.suite.program.CallKind;

/**
 * Stores that had begun when another call took their page away. A first store is a fault and then a
 * store: the fault may have made a private page in time, which others see until it is flushed, and
 * which the store itself reaches late.
 */
final class FirstStores {

  private static final long MAX_PAGES = 64;

  private final Timeline timeline;
  private final int unmapping;
  private final long done;

  /**
   * Looks at what goes on beside a call.
   *
   * @param done the calls that came before it in the order that is being tried, a bit each
   */
  FirstStores(Timeline timeline, int unmapping, long done) {
    this.timeline = timeline;
    this.unmapping = unmapping;
    this.done = done;
  }

  /** Notes the pages that such stores may have made. */
  void note(World world, SpecState before) {
    if (!timeline.get(unmapping).call().is(CallKind.REMOVES_PAGES)) {
      return;
    }
    for (int i = 0; i < timeline.size(); i++) {
      if (i != unmapping && hasBegun(i) && isStore(timeline.get(i))) {
        note(world, before, i);
      }
    }
  }

  private boolean hasBegun(int index) {
    return (done >>> index & 1) == 0 && (timeline.before(index) & ~done) == 0;
  }

  private static boolean isStore(Operation operation) {
    return Moves.isAccess(operation.call()) && Accesses.needs(operation.call()) == Attributes.WRITE;
  }

  private void note(World world, SpecState before, int index) {
    Operation store = timeline.get(index);
    long address = Accesses.address(store, before);
    long first = Pages.of(address);
    long last = Pages.of(address + Accesses.bytes(store, before) - 1);
    for (long page = first; page <= Math.min(last, first + MAX_PAGES); page++) {
      Run run = before.space.at(page);
      if (run != null && isFirst(run, before, page) && isGone(run, world.state(), page)) {
        int frame = world.state().objects.newFrame(Revoking.fresh(before, run, page));
        int prot = run.attributes().prot();
        world.addStale(page, Stale.madeBy(index, frame, prot, unmapping));
      }
    }
  }

  private static boolean isFirst(Run run, SpecState before, long page) {
    boolean own = before.frames.getOrDefault(page, Objects.ZERO_FRAME) != Objects.ZERO_FRAME;
    return !own
        && Revoking.isPrivate(run)
        && run.attributes().can(Attributes.WRITE)
        && !before.hasMarker(page);
  }

  private static boolean isGone(Run run, SpecState after, long page) {
    Run now = after.space.at(page);
    return now == null || !now.attributes().equals(run.attributes());
  }
}
