// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Programs made at random from the signatures: they parse, but mean nothing. */
final class RandomPrograms {

  private final Random random;
  private int depth;

  RandomPrograms(long seed) {
    this.random = new Random(seed);
  }

  Program program(int number) {
    boolean race = random.nextBoolean();
    List<TaskProgram> tasks = new ArrayList<>();
    for (int task = 1; race && task <= 1 + random.nextInt(4); task++) {
      tasks.add(new TaskProgram("T" + task, steps(1 + random.nextInt(4))));
    }
    Header header =
        new Header(
            "R-" + number,
            "made at random, number " + number,
            race ? Tier.RACE : pick(List.of(Tier.P1, Tier.P2, Tier.P3, Tier.G)),
            random.nextBoolean() ? "" : "a note",
            random.nextBoolean() ? List.of() : List.of("L1", "L4"),
            "random.cases",
            0);
    return new Program(
        header,
        race ? new TreeMap<>(Map.of("choices", "signal")) : new TreeMap<>(),
        new Steps(
            steps((race ? 0 : 1) + random.nextInt(6)),
            tasks,
            race ? steps(random.nextInt(3)) : List.of()));
  }

  /** A program without positions, which formatting does not keep. */
  static Program bare(Program p) {
    return new Program(
        new Header(p.id(), p.title(), p.tier(), p.note(), p.aims(), p.file(), 0),
        p.settings(),
        new Steps(
            bare(p.setup()),
            p.tasks().stream().map(t -> new TaskProgram(t.name(), bare(t.steps()))).toList(),
            bare(p.after())));
  }

  private static List<Step> bare(List<Step> steps) {
    return steps.stream().map(s -> new Step(s.call(), s.expected(), 0, "")).toList();
  }

  private List<Step> steps(int count) {
    return IntStream.range(0, count).mapToObj(i -> new Step(call(), expected(), 0, "")).toList();
  }

  private Expected expected() {
    return switch (random.nextInt(4)) {
      case 0 -> Expected.ANYTHING;
      case 1 -> new Expected(List.of("'a'", "SEGV_MAPERR"));
      case 2 -> Expected.exactly("[0-2 rw-p @3; 4-5 r--s]");
      default -> Expected.OK;
    };
  }

  private Call call() {
    // Names that refer to others would need a program that means something.
    List<String> names =
        Signatures.names().stream()
            .filter(name -> !List.of("wait", "kill").contains(name))
            .filter(name -> depth == 0 || !List.of("fork", "vfork", "child").contains(name))
            .toList();
    Signature signature = Signatures.find(pick(names)).orElseThrow();
    List<Arg> args = new ArrayList<>();
    for (Param param : signature.params()) {
      args.add(param.required() || random.nextBoolean() ? arg(param) : new Arg.Omitted());
    }
    return new Call(signature.name(), args);
  }

  private Arg arg(Param param) {
    return switch (param.kind()) {
      case PAGES, BYTES, NUMBER -> new Arg.Num(expr(3));
      case AMOUNT -> random.nextBoolean() ? new Arg.Num(expr(2)) : new Arg.Text("+12");
      case PROT -> prot();
      case CHARACTER ->
          random.nextBoolean() ? new Arg.Text("q") : new Arg.Num(literal(random.nextInt(256)));
      case LETTERS -> new Arg.Text(pick(param.choices()));
      case WORD -> new Arg.Text(pick(param.choices()));
      case WORDS -> new Arg.Text(pick(param.choices()) + "|" + pick(param.choices()));
      case TEXT -> new Arg.Text("name" + random.nextInt(3));
      case OPS -> ops();
    };
  }

  private Arg prot() {
    if (random.nextInt(3) == 0) {
      return new Arg.Num(literal(random.nextInt(64)));
    }
    return new Arg.Prot(
        pick(Vocabulary.PROTS),
        random.nextBoolean() ? Optional.empty() : Optional.of(literal(1 << random.nextInt(28))));
  }

  private Arg ops() {
    depth++;
    List<Call> calls = IntStream.rangeClosed(0, random.nextInt(3)).mapToObj(i -> call()).toList();
    depth--;
    return new Arg.Ops(calls);
  }

  private Expr expr(int size) {
    if (size == 0 || random.nextInt(3) > 0) {
      return random.nextInt(4) == 0 ? pick(List.of(Expr.Symbol.values())) : number();
    }
    return switch (random.nextInt(4)) {
      case 0 -> new Expr.Negation(expr(0));
      case 1 -> new Expr.Group(new Expr.Binary('-', expr(size - 1), expr(0)));
      case 2 -> new Expr.Binary('*', expr(0), new Expr.Group(expr(size - 1)));
      default -> new Expr.Binary('/', expr(0), literal(1 + random.nextInt(9)));
    };
  }

  private Expr number() {
    return switch (random.nextInt(3)) {
      case 0 -> new Expr.Literal("0x1f", Fraction.of(31));
      case 1 -> new Expr.Literal("0.25", Fraction.of(1).dividedBy(Fraction.of(4)));
      default -> literal(random.nextInt(1000));
    };
  }

  private static Expr literal(long value) {
    return new Expr.Literal(Long.toString(value), Fraction.of(value));
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
