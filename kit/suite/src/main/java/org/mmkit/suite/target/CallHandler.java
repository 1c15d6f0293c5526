// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import org.mmkit.suite.program.Call;

/** Carries out one call of the case language and words its result. */
@FunctionalInterface
interface CallHandler {
  String run(CallContext context, Call call);
}
