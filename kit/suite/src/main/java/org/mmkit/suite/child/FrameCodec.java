// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.mmkit.suite.Finding;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.JsonObject;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.record.RunJson;

/** Frames as JSON text: an object whose field {@code frame} is the kind. */
public final class FrameCodec {

  private FrameCodec() {}

  /** Writes a frame. */
  public static String write(Frame frame) {
    return Json.compact(fields(frame).fields());
  }

  private static JsonObject fields(Frame frame) {
    JsonObject out = new JsonObject().put("frame", frame.getClass().getSimpleName());
    if (frame instanceof Frame.Hello f) {
      return out.put("nonce", f.nonce()).put("java", f.java()).put("fiber", f.fiber());
    } else if (frame instanceof Frame.Found f) {
      return out.put("info", InfoCodec.write(f.info()).fields());
    } else if (frame instanceof Frame.StageBegin f) {
      return out.put("stage", f.stage());
    } else if (frame instanceof Frame.Expect f) {
      return out.put("cases", f.cases());
    } else if (frame instanceof Frame.CaseBegin f) {
      return out.put("id", f.id());
    } else if (frame instanceof Frame.CaseEnd f) {
      return out.put("result", RunJson.caseOf(f.result()).fields());
    } else if (frame instanceof Frame.Broke f) {
      return out.put("finding", RunJson.finding(f.finding().record()).fields())
          .put("exhibits", f.finding().exhibits());
    } else if (frame instanceof Frame.File f) {
      return out.put("name", f.name()).put("content", f.content());
    } else if (frame instanceof Frame.Output f) {
      return out.put("task", f.task()).put("text", f.text());
    } else if (frame instanceof Frame.StageEnd f) {
      return out.put("stage", f.stage())
          .put("measures", f.measures())
          .put("lanes", f.lanes().stream().map(lane -> lane.toJson().fields()).toList())
          .put("reachable", f.reachable());
    } else if (frame instanceof Frame.Broken f) {
      return out.put("trouble", f.trouble().name()).put("sentence", f.sentence());
    } else if (frame instanceof Frame.End f) {
      return out.put("nonce", f.nonce()).put("frames", f.frames());
    }
    throw new IllegalArgumentException("no form for " + frame);
  }

  /**
   * Reads a frame.
   *
   * @throws JsonException if the text is none
   */
  public static Frame read(String text) {
    JsonObject in = JsonObject.parse(text);
    return switch (in.string("frame")) {
      case "Hello" -> new Frame.Hello(in.string("nonce"), in.string("java"), in.string("fiber"));
      case "Found" -> new Frame.Found(InfoCodec.read(in.object("info")));
      case "StageBegin" -> new Frame.StageBegin(in.string("stage"));
      case "Expect" -> new Frame.Expect(Math.toIntExact(in.number("cases")));
      case "CaseBegin" -> new Frame.CaseBegin(in.string("id"));
      case "CaseEnd" -> new Frame.CaseEnd(RunJson.readCase(in.object("result")));
      case "Broke" -> new Frame.Broke(finding(in));
      case "File" -> new Frame.File(in.string("name"), in.string("content"));
      case "Output" -> new Frame.Output(in.string("task"), in.string("text"));
      case "StageEnd" -> stageEnd(in);
      case "Broken" ->
          new Frame.Broken(in.constant("trouble", Frame.Trouble.class), in.string("sentence"));
      case "End" -> new Frame.End(in.string("nonce"), in.number("frames"));
      default -> throw new JsonException("no frame " + in.string("frame"));
    };
  }

  private static Finding finding(JsonObject in) {
    return new Finding(
        RunJson.readFinding(in.object("finding")), new TreeSet<>(in.strings("exhibits")));
  }

  private static Frame.StageEnd stageEnd(JsonObject in) {
    JsonObject numbers = in.object("measures");
    SortedMap<String, Long> measures = new TreeMap<>();
    numbers.fields().keySet().forEach(name -> measures.put(name, numbers.number(name)));
    List<Lane> lanes = in.objects("lanes").stream().map(Lane::fromJson).toList();
    return new Frame.StageEnd(
        in.string("stage"), measures, lanes, new TreeSet<>(in.strings("reachable")));
  }
}
