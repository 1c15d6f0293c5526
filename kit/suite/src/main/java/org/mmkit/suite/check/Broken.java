// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.check;

import java.util.List;
import java.util.Optional;
import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.machine.Scene;
import org.mmkit.machine.Trace;
import org.mmkit.machine.Violation;
import org.mmkit.suite.record.FindingRecord.Place;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/** A rule that was broken, how, and where: by whatever judge found it. */
public final class Broken {
  private final Rule rule;
  private final String message;
  private final Optional<Violation> violation;
  private final Optional<Observation> call;

  /** The machines on which alone it matters; nothing if it matters on all. */
  private final Optional<String> machines;

  private Broken(
      Rule rule,
      String message,
      Optional<Violation> violation,
      Optional<Observation> call,
      Optional<String> machines) {
    this.rule = rule;
    this.message = message;
    this.violation = violation;
    this.call = call;
    this.machines = machines;
  }

  /** What is wrong with no task at no step: a measure, or what several runs show together. */
  public Broken(Rule rule, String message) {
    this(rule, message, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** What the result of a call breaks. */
  public Broken(Rule rule, String message, Observation call) {
    this(rule, message, Optional.empty(), Optional.of(call), Optional.empty());
  }

  /** What the model found. */
  public Broken(Violation violation) {
    this(
        violation.rule(),
        violation.message(),
        Optional.of(violation),
        Optional.empty(),
        Optional.empty());
  }

  /** The same, where the program switched on what only some machines have. */
  public Broken onlyOn(String someMachines) {
    return new Broken(rule, message, violation, call, Optional.of(someMachines));
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** What it means for the strategy: what is unsafe on some machines alone is latent. */
  public FindingClass findingClass() {
    boolean latent = machines.isPresent() && rule.findingClass() == FindingClass.SAFETY;
    return latent ? FindingClass.LATENT : rule.findingClass();
  }

  /** Whether it fails the strategy. */
  public boolean isUnsafe() {
    return findingClass() == FindingClass.SAFETY;
  }

  /** The machines on which alone it matters; nothing if it matters on all. */
  public Optional<String> machines() {
    return machines;
  }

  /** What happened, in plain English. */
  public String message() {
    return message;
  }

  /** What happened, with the line of the strategy where there is one. */
  public String sentence() {
    return message + (source().isEmpty() ? "" : " at " + source());
  }

  /** The name of the task that it happened to: {@code main} if none of the program's ran. */
  public String task() {
    return violation
        .map(Violation::taskName)
        .or(() -> call.map(Observation::task))
        .filter(name -> !name.isEmpty())
        .orElse(ModelTarget.MAIN);
  }

  /** The line of the strategy that the task was in; empty if it was in none. */
  public String source() {
    return violation.map(Violation::source).orElse("");
  }

  /** The line of the program whose result it is; empty if it is none's. */
  public Optional<Integer> line() {
    return call.map(observation -> observation.step().line());
  }

  /** The state of the machine at that step. */
  public Scene scene() {
    return violation.map(Violation::scene).orElse(Scene.UNKNOWN);
  }

  /** What results say of where it showed, when no run is there to count the steps of. */
  public Place place() {
    boolean known = violation.isPresent() || call.isPresent();
    return new Place(
        known ? Optional.of(task()) : Optional.empty(),
        java.util.OptionalInt.empty(),
        Optional.of(source()).filter(line -> !line.isEmpty()));
  }

  /** How many steps a run had taken when it showed. */
  public int stepsBefore(Outcome traced) {
    return violation
        .map(found -> (int) found.step())
        .or(() -> call.map(returned -> lastStep(traced, returned) + 1))
        .orElse(traced.machine().trace().size());
  }

  /** The step of the task in which it showed, or -1 if that was not in a step of the task. */
  public int stepIn(Outcome traced) {
    int step = stepsBefore(traced) - 1;
    Trace trace = traced.machine().trace();
    boolean ours =
        call.isPresent()
            || violation.isPresent()
                && step >= 0
                && step < trace.size()
                && trace.task(step) == violation.get().task();
    return ours ? step : -1;
  }

  /** The last step of a call. */
  private static int lastStep(Outcome traced, Observation call) {
    long returns = returnsBefore(traced.observations(), call);
    for (Trace.Note note : traced.machine().trace().notes()) {
      boolean mine =
          note.sort() == Trace.Sort.RESULT
              && traced.machine().task(note.task()).name().equals(call.task());
      if (mine && returns-- == 0) {
        return note.step() - 1;
      }
    }
    return traced.machine().trace().size() - 1;
  }

  private static long returnsBefore(List<Observation> all, Observation call) {
    return all.stream()
        .filter(o -> o.task().equals(call.task()) && o.responded() < call.responded())
        .count();
  }

  @Override
  public String toString() {
    return rule + ": " + sentence();
  }
}
