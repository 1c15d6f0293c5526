// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.time.Instant;
import java.util.List;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonObject;

/**
 * Where and when a run took place, {@code environment.json}: all that may differ between two runs
 * that agree.
 */
final class EnvironmentJson {
  private static final int SCHEMA = 1;

  private EnvironmentJson() {}

  static String write(VerifyRequest request, VerifyOutcome outcome, Instant end) {
    return Json.pretty(
        new JsonObject()
            .put("schema", SCHEMA)
            .put("mmkit", request.kit().version())
            .put("finished", end.toString())
            .put("judged_jvm", jvm(request, outcome))
            .put("maven", maven(request))
            .put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"))
            .put("cpus", Runtime.getRuntime().availableProcessors())
            .put("classes", request.student().classes().toString())
            .put("strategies", strategies(outcome))
            .fields());
  }

  private static Object jvm(VerifyRequest request, VerifyOutcome outcome) {
    return new JsonObject()
        .put("home", outcome.jvm().home().toString())
        .put("version", outcome.jvm().version())
        .put("why", outcome.jvm().why())
        .put("fiber", outcome.jvm().fiber())
        .put("arg_line", request.jvm().argLine())
        .fields();
  }

  private static Object maven(VerifyRequest request) {
    return new JsonObject()
        .put("version", request.mavenVersion())
        .put("java", Runtime.version().toString())
        .put("java_home", System.getProperty("java.home"))
        .fields();
  }

  private static List<Object> strategies(VerifyOutcome outcome) {
    return outcome.details().stream()
        .map(d -> new JsonObject().put("id", d.strategy()).put("wall_ms", d.wallMs()).fields())
        .map(Object.class::cast)
        .toList();
  }
}
