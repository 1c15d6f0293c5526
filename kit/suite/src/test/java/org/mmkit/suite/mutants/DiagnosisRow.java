// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the judge says is wrong with something.
 *
 * @param name an exhibit, or the class of a mistake
 * @param by the case that convicts it, as {@code stage/case}
 * @param rules ids of the rules that are broken there
 * @param diagnosis name of the step that the card names; empty if it names a rule alone
 * @param proof {@code proved}, or {@code guess}
 */
record DiagnosisRow(String name, String by, String rules, String diagnosis, String proof) {

  String text() {
    return String.join("\t", name, by, rules, diagnosis, proof) + "\n";
  }

  /** The same with a rule, where the case says none when it is judged alone. */
  DiagnosisRow orBy(String rule) {
    return rules.isEmpty() ? new DiagnosisRow(name, by, rule, diagnosis, proof) : this;
  }

  static List<DiagnosisRow> read(Path file) throws IOException {
    List<DiagnosisRow> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      String[] cells = line.split("\t", -1);
      rows.add(new DiagnosisRow(cells[0], cells[1], cells[2], cells[3], cells[4]));
    }
    return rows;
  }
}
