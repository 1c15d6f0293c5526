// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.report;

import java.time.Instant;
import java.util.List;
import org.mmkit.plugin.run.JudgedJvm;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.json.RecordCodec;

/**
 * Where and when a run took place, {@code environment.json}: all that may differ between two runs
 * that agree.
 *
 * @param mmkit version
 * @param finished in UTC
 * @param os name and version
 * @param classes the folder of the student's classes
 * @param hintsGiven how many hints {@code mmkit:hint} has given in this project
 */
record EnvironmentJson(
    String mmkit,
    String finished,
    Judged judgedJvm,
    Maven maven,
    String os,
    int cpus,
    String classes,
    int hintsGiven,
    List<Wall> strategies) {
  private static final int SCHEMA = 1;

  /** The JVM that the strategies were judged in. */
  record Judged(String home, String version, String why, String fiber, String argLine) {

    static Judged of(JudgedJvm jvm, String argLine) {
      return new Judged(jvm.home().toString(), jvm.version(), jvm.why(), jvm.fiber(), argLine);
    }
  }

  /** What ran the plugin. */
  record Maven(String version, String java, String javaHome) {}

  /** How long judging a strategy took. */
  record Wall(String id, long wallMs) {}

  static String write(VerifyRequest request, VerifyOutcome outcome, Instant end) {
    return RecordCodec.document(
        SCHEMA,
        new EnvironmentJson(
            request.kit().version(),
            end.toString(),
            Judged.of(outcome.jvm(), request.jvm().argLine()),
            new Maven(
                request.mavenVersion(),
                Runtime.version().toString(),
                System.getProperty("java.home")),
            System.getProperty("os.name") + " " + System.getProperty("os.version"),
            Runtime.getRuntime().availableProcessors(),
            request.student().classes().toString(),
            request.hintsGiven(),
            outcome.details().stream().map(d -> new Wall(d.strategy(), d.wallMs())).toList()));
  }
}
