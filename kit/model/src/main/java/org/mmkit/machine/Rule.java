// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/** A rule that a run can break. Each layer lists its own rules in an enum of this type. */
public interface Rule {

  /** The stable code, such as {@code MM0101}. */
  String code();

  /** The rule's name in the reference, such as {@code K2}, {@code V1} or {@code L4}. */
  String id();

  /** One line in the kernel's grammar that says what went wrong. */
  String title();

  /** What breaking the rule means for a strategy. */
  default FindingClass findingClass() {
    return FindingClass.SAFETY;
  }
}
