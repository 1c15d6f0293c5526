// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What became of each mutant, as {@link MutantTable} wrote it down. */
final class Rows {

  /** It does not compile, and is no mutant. */
  static final String NO_JAVA = "no Java";

  /** It does the same as the original, step by step, in the whole catalogue. */
  static final String SAME = "same";

  /** Default {@code mmkit:verify} passes it. */
  static final String SURVIVES = "survives";

  /** It never ends. */
  static final String HANGS = "hangs";

  /**
   * One of them.
   *
   * @param name of the mutant
   * @param verdict one of the words above, or the case that convicts it
   * @param rule the rule that is broken in that case; of one that survives the ids of rules that it
   *     breaks, beyond those of the original, and that fail nothing
   */
  record Row(String name, String verdict, String rule) {

    boolean isConvicted() {
      return verdict.indexOf('/') > 0;
    }

    String subject() {
      return name.substring(0, name.indexOf(' '));
    }

    String text() {
      return name + "\t" + verdict + "\t" + rule + "\n";
    }
  }

  private Rows() {}

  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      rows.add(new Row(cells[0], cells[1], cells[2]));
    }
    return rows;
  }
}
