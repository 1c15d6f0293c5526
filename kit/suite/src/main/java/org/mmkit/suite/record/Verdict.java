// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

/** What a run says of a strategy. */
public enum Verdict {
  /** Every case passed and no rule was broken. */
  PASS,
  /** A case failed or a safety rule was broken. */
  FAIL,
  /** The run did not come to its end, so that it says nothing good. */
  BROKEN
}
