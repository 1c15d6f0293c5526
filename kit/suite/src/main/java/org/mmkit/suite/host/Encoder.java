// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.host;

import org.mmkit.suite.program.Call;

/** Writes a call as the player reads it, without the end of the line. */
interface Encoder {
  void encode(Call call, Lines out) throws Unplayable;
}
