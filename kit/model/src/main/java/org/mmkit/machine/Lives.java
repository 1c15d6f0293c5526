// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The lives of the things of a run; asked for one at a time, never gone through. */
final class Lives {
  private final Map<Object, Life> lives = new HashMap<>(0);

  void made(Object subject, Life.Event event) {
    lives.put(subject, new Life(Optional.of(event), Optional.empty()));
  }

  void freed(Object subject, Life.Event event) {
    lives.put(subject, new Life(of(subject).made(), Optional.of(event)));
  }

  /** What is known of a thing, which may be null. */
  Life of(@Nullable Object subject) {
    return lives.getOrDefault(subject, Life.UNKNOWN);
  }
}
