// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.util.List;
import java.util.Locale;
import org.mmkit.plugin.run.Remark;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonObject;

/** The remarks on the student's classes, {@code scan.json}. */
final class ScanJson {
  static final int SCHEMA = 1;

  private ScanJson() {}

  static String write(List<Remark> remarks) {
    return Json.pretty(
        new JsonObject()
            .put("schema", SCHEMA)
            .put("remarks", remarks.stream().map(ScanJson::remark).toList())
            .fields());
  }

  private static Object remark(Remark remark) {
    return new JsonObject()
        .put("kind", remark.kind().name().toLowerCase(Locale.ROOT))
        .put("place", remark.place())
        .put("what", remark.what())
        .put("sentence", remark.sentence())
        .fields();
  }

  /** The remarks as sentences. */
  static List<String> sentences(String text) {
    return JsonObject.parse(text).requireSchema(SCHEMA).objects("remarks").stream()
        .map(remark -> remark.string("sentence"))
        .toList();
  }
}
