// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.List;

/** The catalogue of stages. */
public final class Stages {
  private static final List<Stage> ALL = List.of();

  private Stages() {}

  /** All stages, in the order in which they run. */
  public static List<Stage> all() {
    return ALL;
  }
}
