// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The translations that CPUs may hold in a state: of pages that are in memory. */
final class Translations {

  /** A page in memory and what may be done with it. */
  record Translation(int frame, int prot) {
    boolean isKeptBy(@Nullable Translation later) {
      return later != null && later.frame == frame && (prot & ~later.prot) == 0;
    }
  }

  private Translations() {}

  static TreeMap<Long, Translation> of(SpecState state) {
    TreeMap<Long, Translation> all = new TreeMap<>();
    for (Run run : state.space.runs()) {
      Attributes attributes = run.attributes();
      boolean privateHuge = attributes.has(Flag.HUGETLB) && !attributes.shared();
      if (!attributes.isAnonymous() && !privateHuge) {
        ofObject(state, run, all);
      }
    }
    for (Map.Entry<Long, Integer> own : state.frames.entrySet()) {
      Run run = state.space.at(own.getKey());
      if (run != null) {
        long page = own.getKey();
        int frame = own.getValue();
        int mask = isCopiedOnWrite(state, run, page, frame) ? ~Attributes.WRITE : ~0;
        all.put(page, new Translation(frame, run.attributes().prot() & mask));
      }
    }
    return all;
  }

  /** Nobody stores to the zero page, or to what a fork has shared, through a translation. */
  private static boolean isCopiedOnWrite(SpecState state, Run run, long page, int frame) {
    return run.has(Flag.HUGETLB)
        ? state.forked.contains(page - page % Pages.HUGE)
        : frame == Objects.ZERO_FRAME || state.forked.contains(page);
  }

  private static void ofObject(SpecState state, Run run, TreeMap<Long, Translation> all) {
    Attributes attributes = run.attributes();
    long delta = attributes.delta();
    int prot = attributes.prot() & (attributes.shared() ? ~0 : ~Attributes.WRITE);
    state
        .objects
        .get(attributes.object())
        .resident()
        .subMap(run.start() + delta, run.end() + delta)
        .forEach(
            (index, frame) -> {
              if (!state.hasMarker(index - delta)) {
                all.put(index - delta, new Translation(frame, prot));
              }
            });
  }
}
