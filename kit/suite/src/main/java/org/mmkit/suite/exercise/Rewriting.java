// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.CallKind;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.Kind;
import org.mmkit.suite.program.Param;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** Gives the calls of a scenario other addresses, lengths and names of tasks. */
final class Rewriting {
  /** Their pages are not those of the arena. */
  private static final Set<String> ELSEWHERE =
      Set.of(
          "brk",
          "rb",
          "wb",
          "mapb",
          "protb",
          "unmapb",
          "sealb",
          "uregb",
          "ftrunc",
          "fpunch",
          "uprobe",
          "sp_remap",
          "mmapany",
          "shm");

  private static final Set<String> LENGTHS = Set.of("n", "old", "new");

  private final Layout layout;
  private final UnaryOperator<String> tasks;

  Rewriting(Layout layout, UnaryOperator<String> tasks) {
    this.layout = layout;
    this.tasks = tasks;
  }

  /** Why a scenario has no other layout, if it has none. */
  static Optional<String> obstacle(Program program) {
    for (Step step : program.allSteps()) {
      Optional<String> obstacle = obstacle(step.call());
      if (obstacle.isPresent()) {
        return obstacle;
      }
      boolean counted =
          step.expected().alternatives().stream().anyMatch(text -> text.matches(".*[1-9].*"));
      if (counted && !step.call().is(CallKind.USER_ACCESS)) {
        return Optional.of(
            "the result of " + CaseFormatter.format(step) + " has pages or numbers in it");
      }
    }
    return Optional.empty();
  }

  private static Optional<String> obstacle(Call call) {
    for (int i = 0; i < call.args().size(); i++) {
      Param param = call.signature().params().get(i);
      Arg arg = call.args().get(i);
      if (arg instanceof Arg.Ops ops) {
        for (Call inner : ops.calls()) {
          Optional<String> obstacle = obstacle(inner);
          if (obstacle.isPresent()) {
            return obstacle;
          }
        }
      }
      boolean pages = param.kind() == Kind.PAGES && !param.name().equals("off");
      if (arg instanceof Arg.Num number
          && (pages || param.kind() == Kind.BYTES)
          && (!pages || number.expr().isDynamic() || ELSEWHERE.contains(call.name()))) {
        return Optional.of(call.text() + " is not about pages of the arena alone");
      }
    }
    return Optional.empty();
  }

  /** The pages at which ranges of a scenario begin and end. */
  static TreeSet<Long> edges(Program program) {
    TreeSet<Long> edges = new TreeSet<>();
    program.allSteps().forEach(step -> edges(step.call(), edges));
    return edges;
  }

  private static void edges(Call call, TreeSet<Long> edges) {
    for (int i = 0; i < call.args().size(); i++) {
      if (call.args().get(i) instanceof Arg.Ops ops) {
        ops.calls().forEach(inner -> edges(inner, edges));
      }
    }
    if (call.signature().indexOf("a") >= 0 && call.has("a")) {
      long start = call.pages("a", Env.START);
      edges.add(Math.floorDiv(start, Arena.PAGE));
      for (String length : LENGTHS) {
        if (call.signature().indexOf(length) >= 0 && call.has(length)) {
          edges.add(Math.floorDiv(start + call.pages(length, Env.START), Arena.PAGE));
        }
      }
    }
  }

  /** The same step elsewhere. */
  Step step(Step step) {
    Call call = call(step.call());
    Step moved = new Step(call, step.expected(), step.line(), call.text());
    return new Step(call, step.expected(), step.line(), CaseFormatter.format(moved));
  }

  private Call call(Call call) {
    List<Arg> args = new ArrayList<>();
    boolean range = LENGTHS.stream().anyMatch(name -> call.signature().indexOf(name) >= 0);
    for (int i = 0; i < call.args().size(); i++) {
      args.add(arg(call, call.signature().params().get(i), call.args().get(i), range));
    }
    return new Call(call.name(), args);
  }

  private Arg arg(Call call, Param param, Arg arg, boolean range) {
    if (arg instanceof Arg.Ops ops) {
      return new Arg.Ops(ops.calls().stream().map(this::call).toList());
    }
    if (param.name().equals("task") && arg instanceof Arg.Text task) {
      return new Arg.Text(tasks.apply(task.value()));
    }
    if (param.kind() != Kind.PAGES || param.name().equals("off") || !(arg instanceof Arg.Num)) {
      return arg;
    }
    long bytes = call.pages(param.name(), Env.START);
    if (LENGTHS.contains(param.name())) {
      long start = call.pages("a", Env.START);
      return number(edge(start + bytes) - edge(start));
    }
    return number(range ? edge(bytes) : touched(bytes));
  }

  private long edge(long bytes) {
    long page = Math.floorDiv(bytes, Arena.PAGE);
    return layout.edge(page) * Arena.PAGE + Math.floorMod(bytes, Arena.PAGE);
  }

  private long touched(long bytes) {
    long page = Math.floorDiv(bytes, Arena.PAGE);
    return layout.touched(page) * Arena.PAGE + Math.floorMod(bytes, Arena.PAGE);
  }

  /** A number of bytes in pages. */
  private static Arg number(long bytes) {
    if (bytes % Arena.PAGE == 0) {
      return Arg.number(bytes / Arena.PAGE);
    }
    Call whole = Call.parse("r(" + bytes + "/" + Arena.PAGE + ")");
    return whole.args().get(0);
  }
}
