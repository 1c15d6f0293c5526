// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.search.HiddenConflicts;
import org.mmkit.machine.search.HiddenConflicts.Hidden;
import org.mmkit.suite.Defects;
import org.mmkit.suite.museum.Museum;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Observation;
import org.mmkit.suite.target.Outcome;

/**
 * Swaps neighbouring steps that do not conflict by what they name, in random runs of the scenarios
 * that {@code verify} searches, until so many swaps are done, and prints what hid something.
 * Arguments: {@code swaps [seed [strategies...]]}.
 */
final class SwapTable {
  static final List<String> STRATEGIES = List.of("exclusive", "merged-5.8", "gather-6.12");

  private final long seed;
  private final List<String> strategies;
  private final List<Program> programs;
  private final Map<String, Integer> counts = new TreeMap<>();
  private final Map<String, String> examples = new TreeMap<>();
  private final Set<String> hiding = new TreeSet<>();
  private long swaps;
  private long conflicts;

  SwapTable(long seed, List<String> strategies, List<Program> programs) {
    this.seed = seed;
    this.strategies = strategies;
    this.programs = programs;
  }

  /** Prints the table. */
  public static void main(String[] args) {
    long wanted = Long.parseLong(args[0]);
    long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
    List<String> named =
        new ArrayList<>(List.of(args).subList(Math.min(2, args.length), args.length));
    SwapTable table = new SwapTable(seed, named.isEmpty() ? STRATEGIES : named, all());
    table.swap(wanted);
    System.out.printf(
        "%d swaps, %d pairs that conflict, %d kinds hide something, in %s%n",
        table.swaps, table.conflicts, table.counts.size(), table.hiding);
    table.counts.forEach(
        (pair, count) ->
            System.out.printf("%6d %s%n       %s%n", count, pair, table.examples.get(pair)));
  }

  /** The scenarios of verify, without those of the sweep. */
  static List<Program> gate() {
    return Scenarios.shipped().stream().filter(Scenarios::isOfTheGate).toList();
  }

  /** All of them. */
  static List<Program> all() {
    return Stream.concat(gate().stream(), Sweep.programs().stream()).toList();
  }

  /** Swaps at least so many pairs, each scenario and strategy by turns. */
  void swap(long wanted) {
    List<HiddenConflicts> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String strategy : strategies) {
      for (Program program : programs) {
        Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
        Experiment run = new Experiment(program, setup, Museum.strategy(strategy));
        run.makeRunsAlike(true);
        all.add(new HiddenConflicts(scheduler -> told(run, run.run(scheduler))));
        names.add(program.id() + " of " + strategy);
      }
    }
    for (int index = 0; swaps < wanted; index++) {
      for (int i = 0; i < all.size(); i++) {
        long before = all.get(i).swaps();
        long conflictsBefore = all.get(i).conflicts();
        try {
          for (Hidden hidden : all.get(i).lookInto(new RandomWalk(seed, index))) {
            note(names.get(i), hidden);
          }
        } catch (NotModelled missing) {
          // This scenario needs another machine for this strategy.
        }
        swaps += all.get(i).swaps() - before;
        conflicts += all.get(i).conflicts() - conflictsBefore;
      }
    }
  }

  /** Pairs that were swapped. */
  long swaps() {
    return swaps;
  }

  /** Pairs of which only what they touch beside what they name conflicts. */
  long conflicts() {
    return conflicts;
  }

  /** All that a run shows, in whatever order: what calls returned, and what broke. */
  private static String told(Experiment run, Outcome outcome) {
    List<String> told = new ArrayList<>();
    run.judge(outcome).forEach(broken -> told.add(broken.rule().code()));
    for (Observation one : outcome.observations()) {
      told.add(one.step().text() + " gave " + one.result());
    }
    told.sort(null);
    return String.join(", ", told);
  }

  /** The scenarios in which a step hid something. */
  Set<String> hiding() {
    return hiding;
  }

  private void note(String where, Hidden hidden) {
    hiding.add(where.substring(0, where.indexOf(' ')));
    String one = hidden.first().kind().name();
    String other = hidden.second().kind().name();
    String pair = one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
    counts.merge(pair, 1, Integer::sum);
    examples.putIfAbsent(
        pair, where + ": " + hidden.first() + ", " + hidden.second() + ": " + hidden.difference());
  }
}
