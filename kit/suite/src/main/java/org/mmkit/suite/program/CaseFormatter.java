// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.List;
import java.util.stream.Collectors;

/** Writes programs as the text of a case file; parsing it gives the same programs. */
public final class CaseFormatter {

  private CaseFormatter() {}

  /** A file with these programs. */
  public static String format(List<Program> programs) {
    return programs.stream().map(CaseFormatter::format).collect(Collectors.joining());
  }

  /** One case with its header, each line ended. */
  public static String format(Program program) {
    StringBuilder text = new StringBuilder("@" + program.id());
    text.append(" | ").append(program.title()).append(" | ").append(program.tier().text());
    if (!program.aims().isEmpty()) {
      text.append(" | aims=").append(String.join(",", program.aims()));
    }
    program.settings().forEach((key, value) -> text.append(" | " + key + "=" + value));
    if (!program.note().isEmpty()) {
      text.append(" | ").append(program.note());
    }
    text.append('\n');
    steps(text, "", program.setup());
    program.tasks().forEach(task -> steps(text, task.name() + ": ", task.steps()));
    steps(text, StepParser.AFTER + ": ", program.after());
    return text.toString();
  }

  /** A step without its task's name. */
  public static String format(Step step) {
    String call = format(step.call());
    return step.expected().equals(Expected.OK) ? call : call + " => " + step.expected().text();
  }

  /** A call: leading arguments by position, those behind a gap by name. */
  public static String format(Call call) {
    StringBuilder text = new StringBuilder(call.name()).append('(');
    boolean gap = false;
    boolean first = true;
    for (int i = 0; i < call.args().size(); i++) {
      Arg arg = call.args().get(i);
      if (arg instanceof Arg.Omitted) {
        gap = true;
        continue;
      }
      text.append(first ? "" : ",");
      text.append(gap ? call.signature().params().get(i).name() + "=" : "").append(format(arg));
      first = false;
    }
    return text.append(')').toString();
  }

  private static String format(Arg arg) {
    if (arg instanceof Arg.Num num) {
      return num.expr().text();
    }
    if (arg instanceof Arg.Prot prot) {
      return prot.letters() + prot.more().map(more -> "|" + more.text()).orElse("");
    }
    if (arg instanceof Arg.Text text) {
      return quote(text.value());
    }
    if (arg instanceof Arg.Ops ops) {
      return quote(
          ops.calls().stream().map(CaseFormatter::format).collect(Collectors.joining(";")));
    }
    return "";
  }

  private static String quote(String text) {
    char quote = text.indexOf('\'') < 0 ? '\'' : '"';
    return quote + text + quote;
  }

  private static void steps(StringBuilder text, String label, List<Step> steps) {
    steps.forEach(step -> text.append(label).append(format(step)).append('\n'));
  }
}
