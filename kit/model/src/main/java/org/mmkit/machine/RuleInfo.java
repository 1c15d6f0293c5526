// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * What is known of a {@link Rule}.
 *
 * @param code the stable code, such as {@code MM0101}: no two rules have the same
 * @param id the name in the reference of what the rule checks, such as {@code K2}
 * @param title one line in the kernel's grammar that says what went wrong
 * @param findingClass what breaking the rule means for a strategy
 */
public record RuleInfo(String code, String id, String title, FindingClass findingClass) {

  /** A rule whose breach is an error of safety, as most are. */
  public static RuleInfo safety(String code, String id, String title) {
    return new RuleInfo(code, id, title, FindingClass.SAFETY);
  }
}
