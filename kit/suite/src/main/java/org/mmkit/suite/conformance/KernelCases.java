// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.conformance;

import java.util.List;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.KernelTraits;
import org.mmkit.suite.host.Played;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.render.SideBySide;

/**
 * Cases that the running kernel carries out in place of the model: those that fail are wrong in
 * themselves, or were recorded on another kernel.
 */
final class KernelCases {
  private KernelCases() {}

  /** Judges all; where this machine cannot play them, each is skipped with the reason. */
  static void judge(List<Program> programs, StageRequest request, Progress progress) {
    try (Host host = Host.open()) {
      for (Program program : programs) {
        progress.run(program.id(), program.tier().text(), () -> judge(program, request, host));
      }
    } catch (Unplayable why) {
      for (Program program : programs) {
        progress.run(program.id(), program.tier().text(), () -> skip(program, why));
      }
    }
  }

  private static CaseRecord judge(Program program, StageRequest request, Host host) {
    try {
      Played played = host.play(program);
      if (host.traits().explain(program, played, request)) {
        return CaseRecord.skip(program.id(), program.tier().text(), KernelTraits.REASON);
      }
      List<Step> steps = program.setup();
      for (int i = 0; i < steps.size(); i++) {
        if (!agrees(steps.get(i), played, i)) {
          return CaseRecord.fail(
              program.id(), program.tier().text(), message(program, played, steps.get(i), i));
        }
      }
      return CaseRecord.pass(
          program.id(), program.tier().text(), "answered by Linux " + HostFacts.release());
    } catch (Unplayable why) {
      return skip(program, why);
    }
  }

  private static CaseRecord skip(Program program, Unplayable why) {
    return CaseRecord.skip(program.id(), program.tier().text(), why.reason());
  }

  private static boolean agrees(Step step, Played played, int index) {
    return index < played.results().size() && step.expected().matches(played.result(index));
  }

  private static String message(Program program, Played played, Step step, int index) {
    StringBuilder text = new StringBuilder(program.file() + ":" + step.line() + ": ");
    text.append(step.call().text()).append(": ").append(played.result(index));
    text.append(" on Linux ").append(HostFacts.release());
    text.append(", ").append(step.expected().text()).append(" in the case");
    List<Step> steps = program.setup();
    new SideBySide(program)
        .column("kernel", played::result)
        .column("case", i -> expected(steps.get(i), played.result(i)))
        .lines()
        .forEach(line -> text.append("\n  ").append(line));
    return text.toString();
  }

  /** What the case allows; of several results the one that came, if it is among them. */
  private static String expected(Step step, String result) {
    return step.expected().matches(result) ? result : step.expected().text();
  }
}
