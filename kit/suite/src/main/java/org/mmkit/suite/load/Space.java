// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.mm.Process;

/** An address space of a load, with what its set-up assigned. */
final class Space {
  final Process process;
  final long[] variables;

  Space(Process process, int variables) {
    this.process = process;
    this.variables = new long[variables];
  }
}
