// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.util.Map;

/**
 * A shipped strategy with one change in its source.
 *
 * @param subject what was changed, such as {@code merged-5.8}
 * @param file the file that was changed, without folders
 * @param line the line of the change, from 1
 * @param change what was done, such as {@code drop}
 * @param before the text that was changed, on one line
 * @param sources the sources of the strategy, by class name, with the change in one of them
 */
record Mutant(
    String subject,
    String file,
    int line,
    String change,
    String before,
    Map<String, String> sources) {

  /** Its row in a table: it stays the same as long as the source does. */
  String name() {
    return subject + " " + file + ":" + line + " " + change + " `" + before + "`";
  }
}
