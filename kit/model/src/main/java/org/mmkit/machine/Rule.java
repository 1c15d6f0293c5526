// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** A rule that a run can break. Each layer lists its own rules in an enum of this type. */
public interface Rule {

  /** All that is known of it. */
  RuleInfo info();

  /** The stable code, such as {@code MM0101}. */
  default String code() {
    return info().code();
  }

  /**
   * The name in the reference of what it checks, such as {@code K2}, {@code V1} or {@code L4}. A
   * few of these are checked in two ways, by two rules.
   */
  default String id() {
    return info().id();
  }

  /** One line in the kernel's grammar that says what went wrong. */
  default String title() {
    return info().title();
  }

  /** What breaking the rule means for a strategy. */
  default FindingClass findingClass() {
    return info().findingClass();
  }
}
