// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** How a task holds a lock. */
public enum LockMode {
  /** Not at all. */
  NONE("not at all"),
  /** Together with other readers. */
  READ("for reading"),
  /** Alone. */
  WRITE("for writing"),
  /** Together with readers, after having held it alone and without having let go in between. */
  DOWNGRADED("after a downgrade");

  private final String words;

  LockMode(String words) {
    this.words = words;
  }

  String inWords() {
    return words;
  }
}
