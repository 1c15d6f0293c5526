// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import java.util.OptionalInt;

/**
 * The statements of one line.
 *
 * @param only the one task that carries them out; all tasks if empty
 */
record Line(OptionalInt only, List<Statement> statements) {

  Line {
    statements = List.copyOf(statements);
  }

  boolean isOf(int task) {
    return only.isEmpty() || only.getAsInt() == task;
  }
}
