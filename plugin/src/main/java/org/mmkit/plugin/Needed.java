// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.run.InputException;

/** Parameters without which a goal has nothing to do: what is missing is told by what to write. */
final class Needed {
  private Needed() {}

  /**
   * A parameter that was given.
   *
   * @param example what to write
   * @throws InputException if it was not given
   */
  static <T> T parameter(@Nullable T value, String name, String what, String example) {
    if (value == null || value.toString().isBlank()) {
      throw new InputException(
          "This goal needs "
              + what
              + ", which "
              + name
              + " names: -D"
              + name
              + "="
              + example
              + ".");
    }
    return value;
  }

  /** The folder of what a class handed in. */
  static File submissions(@Nullable File folder) {
    String what = "a folder with a folder for each student";
    return parameter(folder, "mmkit.submissions", what, "handed-in");
  }
}
