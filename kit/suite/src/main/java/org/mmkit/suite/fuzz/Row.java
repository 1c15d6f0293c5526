// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * A row of the fuzzer's table.
 *
 * @param call name of the call
 * @param alone how often it is made in programs without tasks
 * @param beside how often tasks make it beside others
 * @param inChild how often the calls of a child are this one
 * @param needs what has to be made first
 * @param idioms ways to make it together with the calls that it is of use after
 */
record Row(
    String call, int alone, int beside, int inChild, Set<Resource> needs, List<Idiom> idioms) {

  Row needing(Resource... resources) {
    return new Row(call, alone, beside, inChild, Set.of(resources), idioms);
  }

  Row within(String... texts) {
    List<Idiom> all = Arrays.stream(texts).map(Idiom::new).toList();
    return new Row(call, alone, beside, inChild, needs, all);
  }
}
