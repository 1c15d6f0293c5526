// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.List;
import java.util.Locale;
import org.mmkit.suite.json.JsonObject;

/** The JSON form of {@link Evidence}. */
final class EvidenceJson {

  private EvidenceJson() {}

  static JsonObject write(Evidence evidence) {
    return new JsonObject()
        .put("sentence", evidence.sentence())
        .put("source", evidence.source())
        .put("report", evidence.report())
        .put("setup", evidence.setup())
        .put("tasks", evidence.tasks())
        .put("blocks", evidence.blocks().stream().map(b -> block(b).fields()).toList())
        .put("conflict", evidence.conflict())
        .put("found_step", evidence.found())
        .put("no_return_step", evidence.noReturn())
        .put("steps_left_out", evidence.left())
        .put("maps_before", evidence.maps().before())
        .put("maps_found", evidence.maps().found())
        .put("maps_after", evidence.maps().after());
  }

  private static JsonObject block(Evidence.Block block) {
    return new JsonObject()
        .put("task", block.task())
        .put("deeds", block.deeds().stream().map(d -> deed(d).fields()).toList())
        .put("end", block.end().name().toLowerCase(Locale.ROOT))
        .put("at", block.at());
  }

  private static JsonObject deed(Evidence.Deed deed) {
    return new JsonObject().put("step", deed.step()).put("text", deed.text());
  }

  static Evidence read(JsonObject in) {
    return new Evidence(
        in.string("sentence"),
        in.string("source"),
        in.strings("report"),
        in.strings("setup"),
        in.strings("tasks"),
        in.objects("blocks").stream().map(EvidenceJson::readBlock).toList(),
        in.numbers("conflict").stream().map(Math::toIntExact).toList(),
        Math.toIntExact(in.number("found_step")),
        Math.toIntExact(in.number("no_return_step")),
        Math.toIntExact(in.number("steps_left_out")),
        new Evidence.Maps(
            in.strings("maps_before"), in.strings("maps_found"), in.strings("maps_after")));
  }

  private static Evidence.Block readBlock(JsonObject in) {
    List<Evidence.Deed> deeds =
        in.objects("deeds").stream()
            .map(d -> new Evidence.Deed(Math.toIntExact(d.number("step")), d.string("text")))
            .toList();
    return new Evidence.Block(
        in.string("task"), deeds, in.constant("end", Evidence.End.class), in.string("at"));
  }
}
