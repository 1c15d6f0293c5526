// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import org.jspecify.annotations.Nullable;
import org.mmkit.suite.record.CaseRecord;

/** A case failed. The stack is that of what the strategy threw, if it threw. */
final class CaseFailure extends AssertionError {
  private static final long serialVersionUID = 1L;

  CaseFailure(CaseRecord result, @Nullable Throwable cause) {
    super(result.message(), cause);
    setStackTrace(new StackTraceElement[0]);
  }
}
