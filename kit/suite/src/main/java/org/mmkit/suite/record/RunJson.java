// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mmkit.machine.FindingClass;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.JsonObject;

/** The JSON form of a {@link RunRecord}, {@code run.json}. */
public final class RunJson {

  private RunJson() {}

  /** Writes a run. */
  public static String write(RunRecord run) {
    return Json.pretty(
        new JsonObject()
            .put("schema", RunRecord.SCHEMA)
            .put("seed", run.seed())
            .put("strategies", run.strategies().stream().map(RunJson::strategy).toList())
            .fields());
  }

  private static Object strategy(StrategyRecord strategy) {
    return new JsonObject()
        .put("id", strategy.id())
        .put("source", strategy.source())
        .put("verdict", strategy.verdict().name())
        .put("findings", strategy.findings().stream().map(f -> finding(f).fields()).toList())
        .put("stages", strategy.stages().stream().map(RunJson::stage).toList())
        .put("measures", strategy.measures())
        .fields();
  }

  /** The JSON form of a finding. */
  public static JsonObject finding(FindingRecord finding) {
    JsonObject out =
        new JsonObject()
            .put("code", finding.code())
            .put("class", finding.findingClass().name().toLowerCase(Locale.ROOT))
            .put("rule", finding.rule())
            .put("title", finding.title())
            .put("case", finding.caseId())
            .put("replay", finding.replay());
    if (!finding.sched().isEmpty()) {
      out.put("sched", finding.sched());
    }
    finding.evidence().ifPresent(e -> out.put("evidence", EvidenceJson.write(e).fields()));
    return out;
  }

  private static Object stage(StageRecord stage) {
    return new JsonObject()
        .put("id", stage.id())
        .put("passed", stage.passed())
        .put("failed", stage.failed())
        .put("skipped", stage.skipped())
        .put("cases", stage.cases().stream().map(c -> caseOf(c).fields()).toList())
        .fields();
  }

  /** The JSON form of a case. */
  public static JsonObject caseOf(CaseRecord record) {
    return new JsonObject()
        .put("id", record.id())
        .put("tier", record.tier())
        .put("status", record.status().name())
        .put("message", record.message());
  }

  /**
   * Reads a run.
   *
   * @throws JsonException if the text is something else, or of another schema
   */
  public static RunRecord read(String text) {
    JsonObject root = JsonObject.parse(text).requireSchema(RunRecord.SCHEMA);
    List<StrategyRecord> strategies = new ArrayList<>();
    root.objects("strategies").forEach(s -> strategies.add(readStrategy(s)));
    return new RunRecord(root.number("seed"), strategies);
  }

  private static StrategyRecord readStrategy(JsonObject strategy) {
    return new StrategyRecord(
        strategy.string("id"),
        strategy.string("source"),
        strategy.constant("verdict", Verdict.class),
        strategy.objects("findings").stream().map(RunJson::readFinding).toList(),
        strategy.objects("stages").stream().map(RunJson::readStage).toList(),
        readMeasures(strategy.object("measures")));
  }

  /** Reads the JSON form of a finding. */
  public static FindingRecord readFinding(JsonObject finding) {
    return new FindingRecord(
        finding.string("code"),
        finding.constant("class", FindingClass.class),
        finding.string("rule"),
        finding.string("title"),
        finding.string("case"),
        finding.string("replay"),
        finding.has("sched") ? finding.string("sched") : "",
        finding.has("evidence")
            ? Optional.of(EvidenceJson.read(finding.object("evidence")))
            : Optional.empty());
  }

  private static StageRecord readStage(JsonObject stage) {
    return new StageRecord(
        stage.string("id"), stage.objects("cases").stream().map(RunJson::readCase).toList());
  }

  /** Reads the JSON form of a case. */
  public static CaseRecord readCase(JsonObject record) {
    return new CaseRecord(
        record.string("id"),
        record.string("tier"),
        record.constant("status", CaseStatus.class),
        record.string("message"));
  }

  private static SortedMap<String, SortedMap<String, Long>> readMeasures(JsonObject measures) {
    SortedMap<String, SortedMap<String, Long>> byStage = new TreeMap<>();
    for (String stage : measures.fields().keySet()) {
      JsonObject numbers = measures.object(stage);
      SortedMap<String, Long> byName = new TreeMap<>();
      numbers.fields().keySet().forEach(name -> byName.put(name, numbers.number(name)));
      byStage.put(stage, byName);
    }
    return byStage;
  }
}
