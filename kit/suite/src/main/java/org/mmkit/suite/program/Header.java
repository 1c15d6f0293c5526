// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;

/**
 * What a case says of itself in its first line, settings aside.
 *
 * @param id unique, such as {@code MUN-020}
 * @param title one line: what it shows, or where it comes from
 * @param tier how much is asked
 * @param note a remark; may be empty
 * @param aims the rules it aims at, such as {@code L1}
 * @param file the name of the file, without folders
 * @param line the line of the header, from 1
 */
public record Header(
    String id, String title, Tier tier, String note, List<String> aims, String file, int line) {

  /** Copies the list. */
  public Header {
    aims = List.copyOf(aims);
  }
}
