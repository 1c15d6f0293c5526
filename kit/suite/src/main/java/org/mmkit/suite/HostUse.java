// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite;

import java.util.Objects;

/**
 * What is asked of the running kernel.
 *
 * @param answers what carries out the cases of stage conformance
 * @param programs how many random programs goal truth plays
 * @param from number of the first of them
 */
public record HostUse(Target answers, int programs, int from) {

  /** Nothing is asked of it. */
  public static final HostUse NONE = new HostUse(Target.MODEL, 0, 0);

  /** What carries programs out. */
  public enum Target {
    /** The model, with the strategy under test. */
    MODEL,
    /** The running kernel, which shows whether cases are right, whatever the strategy. */
    HOST
  }

  public HostUse {
    Objects.requireNonNull(answers);
    if (programs < 0 || from < 0) {
      throw new IllegalArgumentException("a number of programs cannot be negative");
    }
  }

  /** The kernel answers the cases of stage conformance. */
  public static HostUse answers(Target target) {
    return new HostUse(target, 0, 0);
  }

  /** The kernel plays so many random programs, from one on. */
  public static HostUse compares(int programs, int from) {
    return new HostUse(Target.MODEL, programs, from);
  }
}
