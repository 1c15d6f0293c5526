// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import org.mmkit.plugin.run.Remark;
import org.mmkit.suite.json.JsonField;
import org.mmkit.suite.json.RecordCodec;

/**
 * The remarks on the student's classes, {@code scan.json}.
 *
 * @param remarks in the order of the scan
 */
record ScanJson(List<Row> remarks) {
  private static final int SCHEMA = 1;

  /** One remark, with the sentence that it makes. */
  record Row(
      @JsonField(lowerCase = true) Remark.Kind kind, String place, String what, String sentence) {}

  static String write(List<Remark> remarks) {
    List<Row> rows =
        remarks.stream().map(r -> new Row(r.kind(), r.place(), r.what(), r.sentence())).toList();
    return RecordCodec.document(SCHEMA, new ScanJson(rows));
  }

  /** The remarks as sentences. */
  static List<String> sentences(String text) {
    return RecordCodec.readDocument(text, SCHEMA, ScanJson.class).remarks().stream()
        .map(Row::sentence)
        .toList();
  }
}
