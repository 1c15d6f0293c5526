// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Carries what private pages hold from one range to another. */
final class Moving {

  private Moving() {}

  static void carry(SpecState state, long start, long end, long target) {
    Map<Long, Integer> frames = new TreeMap<>(state.frames.subMap(start, end));
    List<Long> guards = new ArrayList<>(state.guards.subSet(start, end));
    state.forget(start, end);
    frames.forEach((page, frame) -> state.frames.put(page - start + target, frame));
    guards.forEach(page -> state.guards.add(page - start + target));
  }
}
