// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.program.Arena;
import org.mmkit.suite.program.Arg;
import org.mmkit.suite.program.Call;
import org.mmkit.suite.program.Env;
import org.mmkit.suite.program.Kind;
import org.mmkit.suite.program.Param;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Step;

/** Changes a program a little: other calls in it, calls left out, the end of another, a number. */
final class Mutator {
  private static final int ARENA = 16;

  private final SplitMix64 random;
  private final Energy energy;

  Mutator(SplitMix64 random, Energy energy) {
    this.random = random;
    this.energy = energy;
  }

  /** A program like one of the corpus, with parts of another. */
  Program mutate(Program program, Program other, String id) {
    List<Call> calls = calls(program);
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      change(calls, calls(other));
    }
    return ProgramMaker.program(id, program.tier(), program.settings(), possible(calls));
  }

  /** The first calls of a program, which led to something new, and other calls behind them. */
  Program goOn(Program program, int first, String id) {
    List<Call> calls = calls(program);
    calls.subList(Math.min(first, calls.size()), calls.size()).clear();
    CallMaker maker = new CallMaker(random, ARENA, energy);
    calls.forEach(maker::see);
    int count = Math.min(ProgramMaker.CALLS_MAX, calls.size() + 8 + random.nextInt(32));
    while (calls.size() < count) {
      calls.addAll(maker.next(FuzzTable.ALONE));
    }
    return ProgramMaker.program(id, program.tier(), program.settings(), possible(calls));
  }

  private static List<Call> calls(Program program) {
    return new ArrayList<>(program.setup().stream().map(Step::call).toList());
  }

  private void change(List<Call> calls, List<Call> others) {
    int at = random.nextInt(calls.size() + 1);
    switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> insert(calls, at);
      case 4, 5 -> numbers(calls);
      case 6 -> {
        int from = random.nextInt(others.size());
        int until = Math.min(others.size(), from + 1 + random.nextInt(8));
        calls.addAll(at, others.subList(from, until));
      }
      case 7 -> {
        calls.subList(at, calls.size()).clear();
        calls.addAll(others.subList(random.nextInt(others.size()), others.size()));
      }
      case 8 -> {
        int until = Math.min(calls.size(), at + 1 + random.nextInt(4));
        calls.subList(at, until).clear();
      }
      default -> {
        if (at < calls.size()) {
          calls.add(random.nextInt(calls.size()), calls.get(at));
        }
      }
    }
  }

  /** Calls that go by what those before them did. */
  private void insert(List<Call> calls, int at) {
    CallMaker maker = new CallMaker(random, ARENA, energy);
    calls.subList(0, at).forEach(maker::see);
    List<Call> more = new ArrayList<>();
    int count = 1 + random.nextInt(4);
    while (more.size() < count) {
      more.addAll(maker.next(FuzzTable.ALONE));
    }
    calls.addAll(at, more);
  }

  /** A page more or less in one of the numbers of a call. */
  private void numbers(List<Call> calls) {
    if (calls.isEmpty()) {
      return;
    }
    int at = random.nextInt(calls.size());
    Call call = calls.get(at);
    List<Arg> args = new ArrayList<>(call.args());
    List<Param> params = call.signature().params();
    for (int i = 0; i < params.size(); i++) {
      boolean number = params.get(i).kind() == Kind.PAGES && args.get(i) instanceof Arg.Num;
      if (number && random.nextInt(2) == 0 && !CallMaker.isDynamic(call)) {
        long bytes = call.pages(params.get(i).name(), Env.START);
        long by = random.nextInt(2) == 0 ? Arena.PAGE : -Arena.PAGE;
        args.set(i, Numbers.pages(bytes < Arena.PAGE ? bytes + Arena.PAGE : bytes + by));
      }
    }
    calls.set(at, new Call(call.name(), args));
  }

  /** Whether each call of a program has what it needs. */
  static boolean isPossible(Program program) {
    List<Call> calls = calls(program);
    return possible(calls).size() == calls.size();
  }

  /** The calls less those whose needs are not met any more, and not too many. */
  private static List<Call> possible(List<Call> calls) {
    CallMaker maker = new CallMaker(new SplitMix64(0), ARENA);
    List<Call> possible = new ArrayList<>();
    for (Call call : calls) {
      if (maker.isPossible(call) && possible.size() < ProgramMaker.CALLS_MAX) {
        maker.see(call);
        possible.add(call);
      }
    }
    return possible;
  }
}
