// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;

/**
 * What one task of a concurrent program does.
 *
 * @param name {@code T1} to {@code T4}
 * @param steps its calls in program order
 */
public record TaskProgram(String name, List<Step> steps) {

  /** Copies the list. */
  public TaskProgram {
    steps = List.copyOf(steps);
  }
}
