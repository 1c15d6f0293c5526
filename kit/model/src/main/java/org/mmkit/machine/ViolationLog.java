// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules broken so far, each at most once. */
final class ViolationLog {

  private final List<Violation> violations = new ArrayList<>(0);
  private Runnable callback = () -> {};

  void whenAdded(Runnable wanted) {
    callback = wanted;
  }

  boolean contains(Rule rule) {
    for (Violation violation : violations) {
      if (violation.rule() == rule) {
        return true;
      }
    }
    return false;
  }

  /** Adds one that is not there yet. */
  void add(Rule rule, String message, @Nullable Task task, long step, Scene scene) {
    violations.add(
        new Violation(
            rule,
            message,
            task == null ? -1 : task.id(),
            task == null ? "" : task.name(),
            step,
            new LateSourceLine(),
            scene));
    callback.run();
  }

  List<Violation> list() {
    return Collections.unmodifiableList(violations);
  }
}
