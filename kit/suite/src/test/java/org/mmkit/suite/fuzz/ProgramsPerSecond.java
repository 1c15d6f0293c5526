// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.unmap.UnmapStrategy;

/**
 * Prints how many programs without tasks run on the model alone with all invariants in a second of
 * processor time on one core; how many are made, run and judged by the specification, too; and what
 * that leaves open in them. Arguments: programs in a round, rounds, strategy, seed.
 */
final class ProgramsPerSecond {
  private ProgramsPerSecond() {}

  public static void main(String[] args) {
    int programs = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
    Supplier<UnmapStrategy> strategy = Museum.strategy(args.length > 2 ? args[2] : "gather-6.12");
    AloneRun run = new AloneRun(strategy, Defects.NONE, FiberKind.AUTO, null);
    AloneRun watched = new AloneRun(strategy, Defects.NONE, FiberKind.AUTO, new Coverage());
    ProgramMaker maker = new ProgramMaker(args.length > 3 ? Long.parseLong(args[3]) : 1);
    Map<String, Integer> found = new TreeMap<>();
    for (int round = 0; round < rounds; round++) {
      List<Program> made = new ArrayList<>();
      for (int i = 0; i < programs; i++) {
        made.add(maker.alone((long) round * programs + i));
      }
      long begin = now();
      for (Program program : made) {
        runs(run, program);
      }
      double alone = (now() - begin) / 1e9;
      begin = now();
      long calls = 0;
      for (int i = 0; i < programs; i++) {
        Program program = maker.alone((long) round * programs + i);
        calls += program.setup().size();
        Verdict verdict = watched.of(program);
        String kind = verdict.kind() + " " + verdict.key() + verdict.why();
        if (found.merge(kind, 1, Integer::sum) == 1 && verdict.isBad()) {
          show(watched, program, verdict);
        }
      }
      double all = (now() - begin) / 1e9;
      System.out.printf(
          Locale.ROOT,
          "%.0f programs/s on the model alone, %.0f made, watched and judged, %.1f calls%n",
          programs / alone,
          programs / all,
          (double) calls / programs);
    }
    found.forEach((kind, count) -> System.out.println(count + " " + kind));
  }

  private static long now() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static void runs(AloneRun run, Program program) {
    try {
      run.run(program);
    } catch (NotModelled missing) {
      // It was run up to there.
    }
  }

  private static void show(AloneRun run, Program program, Verdict verdict) {
    Program small =
        new Minimiser(verdict.key(), one -> run.of(one).key().equals(verdict.key()))
            .minimise(program, verdict.calls());
    String why = verdict.broken().map(one -> one.sentence()).orElse(verdict.key());
    System.out.println("# " + why + "\n" + CaseFormatter.format(small));
  }
}
