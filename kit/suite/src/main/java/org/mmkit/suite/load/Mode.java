// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.Optional;
import java.util.stream.Stream;

/** What the tasks of a load share. */
public enum Mode {
  /** One address space for all tasks. */
  THREADS("threads"),
  /** An address space for each task. */
  PROCESSES("processes");

  private final String text;

  Mode(String text) {
    this.text = text;
  }

  /** How files and results write it. */
  public String text() {
    return text;
  }

  /** The mode of a text, if it is one. */
  public static Optional<Mode> of(String text) {
    return Stream.of(values()).filter(mode -> mode.text.equals(text)).findFirst();
  }
}
