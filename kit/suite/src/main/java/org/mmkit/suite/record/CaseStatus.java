// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

/** How one case ended. */
public enum CaseStatus {
  PASS,
  FAIL,
  /** Not run, for a reason that the message gives. */
  SKIP,
  /** The strategy did something that leaves the case without an answer: it threw, hung, flooded. */
  BROKEN
}
