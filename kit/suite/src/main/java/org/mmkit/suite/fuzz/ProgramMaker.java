// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Expected;
import org.mmkit.suite.program.Header;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;
import org.mmkit.suite.program.Steps;
import org.mmkit.suite.program.TaskProgram;
import org.mmkit.suite.program.Tier;

/** Whole programs out of a seed and a number: any one of millions without those before it. */
public final class ProgramMaker {
  /** Most calls of a program without tasks. */
  public static final int CALLS_MAX = 60;

  private static final int CALLS_MIN = 8;
  private static final int UNMAPS_WHEN_FULL = 6;

  /** So often a full map is filled again and counted, which takes longer than all the rest. */
  private static final int FULL_PER_COUNT = 4;

  private static final int[] ARENAS = {8, 16, 16, 32, 64};

  private final long seed;

  /** Programs of a seed. */
  public ProgramMaker(long seed) {
    this.seed = seed;
  }

  /** A program without tasks, of 8 to 60 calls; its results are left open. */
  public Program alone(long number) {
    return alone(number, null);
  }

  /** The same, by what calls have led to something new of late. */
  Program alone(long number, @Nullable Energy energy) {
    SplitMix64 random = SplitMix64.stream(seed, 2 * number);
    int arena = ARENAS[random.nextInt(ARENAS.length)];
    CallMaker maker = new CallMaker(random, arena, energy);
    List<Call> calls = new ArrayList<>();
    calls.add(maker.make("map"));
    boolean full = random.nextInt(FuzzTable.PROGRAMS_PER_FULL_MAP) == 0;
    if (full) {
      calls.add(maker.make("map"));
      calls.add(maker.make("fillmaps"));
      // One mapping less is where splits are refused and mappings are not.
      for (int gone = random.nextInt(3); gone > 0; gone--) {
        calls.add(Call.parse("unmap(" + (994 + 6 * gone) + ",3)"));
      }
      for (int i = 0; i < UNMAPS_WHEN_FULL; i++) {
        calls.add(random.nextInt(2) == 0 ? maker.make("unmap") : splitting(random));
      }
    }
    int count = full ? 2 * CALLS_MIN : CALLS_MIN + random.nextInt(CALLS_MAX - CALLS_MIN - 4);
    while (calls.size() < count) {
      calls.addAll(maker.next(FuzzTable.ALONE));
    }
    calls.subList(count, calls.size()).clear();
    boolean counts = full && random.nextInt(FULL_PER_COUNT) == 0;
    calls.add(full && !counts ? pattern(1) : Call.withDefaults(counts ? "fillcount" : "maps"));
    calls.add(pattern(Math.min(arena, 16)));
    calls.add(Call.withDefaults("vmlck"));
    return program("F-" + seed + "-" + number, Tier.P3, Map.of(), calls);
  }

  /** An unmap inside of one of the mappings of three pages that fill the map. */
  private static Call splitting(SplitMix64 random) {
    int page = 1018 + 6 * random.nextInt(50);
    return Call.parse("unmap(" + (page + random.nextInt(3)) + "," + (1 + random.nextInt(2)) + ")");
  }

  /** A program of two to four tasks of a few calls each; its results are left open. */
  public Program beside(long number) {
    SplitMix64 random = SplitMix64.stream(seed, 2 * number + 1);
    return new BesideMaker(random).program("C-" + seed + "-" + number);
  }

  static Program program(String id, Tier tier, Map<String, String> settings, List<Call> calls) {
    return new Program(
        new Header(id, "made by the fuzzer", tier, "", List.of(), "fuzz.cases", 1),
        new TreeMap<>(settings),
        new Steps(open(calls), List.of(), List.of()));
  }

  /** Steps whose results are left open. */
  static List<Step> open(List<Call> calls) {
    return calls.stream().map(call -> new Step(call, Expected.ANYTHING, 1, "")).toList();
  }

  static Call pattern(int pages) {
    return new Call("pat", List.of(Arg.number(0), Arg.number(pages)));
  }

  static TaskProgram task(int number, List<Call> calls) {
    return new TaskProgram("T" + number, open(calls));
  }
}
