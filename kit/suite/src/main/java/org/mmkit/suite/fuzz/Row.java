// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Set;

/**
 * A row of the fuzzer's table.
 *
 * @param call name of the call
 * @param alone how often it is made in programs without tasks
 * @param beside how often tasks make it beside others
 * @param inChild how often the calls of a child are this one
 * @param needs what has to be made first
 */
record Row(String call, int alone, int beside, int inChild, Set<Resource> needs) {

  Row needing(Resource... resources) {
    return new Row(call, alone, beside, inChild, Set.of(resources));
  }
}
