// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.json.Json;
import org.mmkit.suite.json.JsonException;
import org.mmkit.suite.json.JsonObject;

/**
 * What the judged JVM is asked to do; it comes over standard input before any class of the student
 * is loaded.
 *
 * @param nonce a secret of this run, to be given back at the start and at the end
 * @param port of the parent's socket on the loopback interface
 * @param strategy the id of a shipped strategy, or a class
 * @param stages by name, in the order in which they run
 * @param budget schedules per program, where the user set it
 * @param schedule the one schedule to replay
 * @param whole whether a stage runs all its cases, not just the quick ones
 * @param defects ids of the bugs of the past that are switched on in the model
 * @param sched the schedule to replay
 * @param other the strategy to compare with
 * @param debug whether a debugger is there, so that nothing is too slow
 * @param timeoutSeconds after which the run is stopped
 * @param stallSeconds without progress, after which the run is stopped
 */
public record ChildRequest(
    String nonce,
    int port,
    String strategy,
    List<String> stages,
    long seed,
    OptionalInt budget,
    CaseGlob cases,
    List<CaseFile> caseFiles,
    OptionalInt schedule,
    FiberKind fiber,
    boolean whole,
    List<String> defects,
    Optional<CaseFile> sched,
    Optional<String> other,
    boolean debug,
    int timeoutSeconds,
    int stallSeconds) {

  public ChildRequest {
    Objects.requireNonNull(nonce);
    Objects.requireNonNull(strategy);
    stages = List.copyOf(stages);
    Objects.requireNonNull(budget);
    Objects.requireNonNull(cases);
    caseFiles = List.copyOf(caseFiles);
    Objects.requireNonNull(schedule);
    Objects.requireNonNull(fiber);
    Objects.requireNonNull(sched);
    Objects.requireNonNull(other);
    defects = List.copyOf(defects);
  }

  /** The JSON form. */
  public String toJson() {
    JsonObject out =
        new JsonObject()
            .put("nonce", nonce)
            .put("port", port)
            .put("strategy", strategy)
            .put("stages", stages)
            .put("seed", seed)
            .put("cases", cases.text())
            .put("files", caseFiles.stream().map(ChildRequest::file).toList())
            .put("fiber", fiber.name())
            .put("whole", whole)
            .put("defects", defects)
            .put("debug", debug)
            .put("timeout_s", timeoutSeconds)
            .put("stall_s", stallSeconds);
    budget.ifPresent(n -> out.put("budget", n));
    schedule.ifPresent(n -> out.put("schedule", n));
    sched.ifPresent(file -> out.put("sched", file(file)));
    other.ifPresent(name -> out.put("other", name));
    return Json.compact(out.fields());
  }

  private static Object file(CaseFile file) {
    return new JsonObject().put("name", file.name()).put("text", file.text()).fields();
  }

  /**
   * Reads the JSON form.
   *
   * @throws JsonException if the text is something else
   */
  public static ChildRequest fromJson(String text) {
    JsonObject in = JsonObject.parse(text);
    return new ChildRequest(
        in.string("nonce"),
        Math.toIntExact(in.number("port")),
        in.string("strategy"),
        in.strings("stages"),
        in.number("seed"),
        optional(in, "budget"),
        new CaseGlob(in.string("cases")),
        in.objects("files").stream().map(ChildRequest::readFile).toList(),
        optional(in, "schedule"),
        in.constant("fiber", FiberKind.class),
        in.flag("whole"),
        in.strings("defects"),
        in.has("sched") ? Optional.of(readFile(in.object("sched"))) : Optional.empty(),
        in.has("other") ? Optional.of(in.string("other")) : Optional.empty(),
        in.flag("debug"),
        Math.toIntExact(in.number("timeout_s")),
        Math.toIntExact(in.number("stall_s")));
  }

  private static CaseFile readFile(JsonObject in) {
    return new CaseFile(in.string("name"), in.string("text"));
  }

  private static OptionalInt optional(JsonObject in, String name) {
    return in.has(name) ? OptionalInt.of(Math.toIntExact(in.number(name))) : OptionalInt.empty();
  }
}
