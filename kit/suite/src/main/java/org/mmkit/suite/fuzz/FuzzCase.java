// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.mmkit.machine.policy.SplitMix64;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.CaseFormatter;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;

/**
 * Makes programs, runs them, and keeps those that lead to something new; from those it makes
 * others. Which programs are made follows from the seed, the corpus that it begins with, and their
 * number.
 */
final class FuzzCase {
  /** Name of the case of the stage, and what those of several begin with. */
  static final String ID = "programs";

  /** What is no number of a case of several. */
  private static final int ALONE = 0;

  /** How much a program must meet first to be kept: one new thing is in every other program. */
  private static final int NEWS = 3;

  /** Programs that are worth a file; more make the next run slow. */
  private static final int FILES_MAX = 5_000;

  /** So often a program of the corpus is changed, and else gone on with from what was new in it. */
  private static final int MUTATED_ONE_IN = 4;

  /** Findings after which a strategy is bad enough. */
  private static final int FINDINGS_MAX = 8;

  private static final int WORDS_MAX = 300;

  private final StageRequest request;
  private final Plan plan;
  private final String id;
  private final Progress progress;
  private final Coverage coverage = new Coverage();
  private final Corpus corpus = new Corpus();
  private final Tally tally = new Tally();
  private final Yield yield = new Yield();
  private final ProgramMaker maker;
  private final Sides sides;
  private final Exposer exposer;
  private final BesideSearch besides;
  private final List<Program> seeds;
  private final TreeSet<String> found = new TreeSet<>();
  private final List<String> findings = new ArrayList<>();
  private final List<String> ownFaults = new ArrayList<>();
  private boolean unsafe;

  /**
   * How much is done.
   *
   * @param number of the case where there are several, from 1; else 0
   * @param first the number of its first program
   * @param programs how many programs are made
   * @param feedback whether programs are made from those that led to something new
   * @param files programs of the corpus that are handed to the user at most, with mmkit's own
   *     faults; 0 if neither is
   */
  record Plan(int number, long first, long programs, boolean feedback, int files) {

    /** The one case of the stage. */
    static Plan alone(long programs, boolean feedback, boolean keeps) {
      return new Plan(ALONE, 0, programs, feedback, keeps ? FILES_MAX : 0);
    }

    /** One of several cases, each with so many programs but for the last. */
    static Plan of(int number, int cases, long size, long programs) {
      long first = (number - 1) * size;
      int files = Math.max(1, FILES_MAX / cases);
      return new Plan(number, first, Math.min(size, programs - first), true, files);
    }

    String id() {
      return number == ALONE ? ID : ID + "-" + number;
    }

    boolean keeps() {
      return files > 0;
    }
  }

  FuzzCase(
      StageRequest request,
      Plan plan,
      List<Program> seeds,
      Progress progress,
      FindingSink findingSink) {
    this.request = request;
    this.plan = plan;
    this.id = plan.id();
    this.progress = progress;
    this.seeds = seeds;
    this.maker = new ProgramMaker(request.seed());
    this.sides = new Sides(request, coverage);
    this.exposer = new Exposer(request, progress, findingSink, id);
    this.besides = new BesideSearch(request, sides, coverage, this::beat);
  }

  CaseRecord judge() {
    for (Program seed : seeds) {
      if (isOver()) {
        break;
      }
      Optional<CaseRecord> stop = seed.isSequential() ? alone(seed, true) : beside(seed);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    long end = plan.first() + plan.programs();
    for (long number = plan.first(); number < end && !isOver(); number++) {
      Optional<CaseRecord> stop =
          number % BesideSearch.ONE_IN == BesideSearch.ONE_IN - 1
              ? beside(maker.beside(number / BesideSearch.ONE_IN))
              : alone(next(number), false);
      if (stop.isPresent()) {
        return stop.get();
      }
    }
    return result();
  }

  private boolean isOver() {
    return found.size() >= FINDINGS_MAX || !progress.goesOn();
  }

  private void beat() {
    progress.beginRun(false);
  }

  /** A new one, or one made from the corpus: whichever led to more of late. */
  private Program next(long number) {
    SplitMix64 random = SplitMix64.stream(~request.seed(), number);
    boolean changed = this.yield.nextIsChanged(random);
    if (!plan.feedback() || corpus.size() == 0 || !changed) {
      return maker.alone(number, plan.feedback() ? coverage.energy() : null);
    }
    Corpus.Entry one = corpus.pick(random, coverage);
    String name = "F-" + request.seed() + "-" + number;
    Mutator mutator = new Mutator(random, coverage.energy());
    return random.nextInt(MUTATED_ONE_IN) > 0
        ? mutator.goOn(one.program(), one.calls(), name)
        : mutator.mutate(one.program(), corpus.pick(random, coverage).program(), name);
  }

  private Optional<CaseRecord> alone(Program program, boolean seed) {
    if (program.setup().isEmpty()) {
      return Optional.empty();
    }
    beat();
    coverage.nextProgram();
    Verdict verdict = sides.tried(program);
    tally.alone(program.setup().size(), verdict);
    this.yield.gave(coverage.fresh());
    if (!verdict.isBad()) {
      keep(program, seed);
      return Optional.empty();
    }
    if (found.contains(verdict.code())) {
      return Optional.empty();
    }
    if (!sides.isTheStrategys(program, verdict)) {
      if (tally.own(verdict.key())) {
        ownFault(program, verdict);
      }
      return Optional.empty();
    }
    if (verdict.kind() == Verdict.Kind.THREW) {
      return Optional.of(progress.broken(id, "", Objects.requireNonNull(verdict.thrown())));
    }
    Program small = minimal(program, verdict, key -> p -> sides.shows(p, key));
    found.add(verdict.code());
    unsafe |= verdict.broken().orElseThrow().isUnsafe();
    findings.add(exposer.expose(sides, small, verdict));
    return Optional.empty();
  }

  private void keep(Program program, boolean seed) {
    if (coverage.fresh() >= NEWS && plan.feedback()) {
      corpus.add(program, coverage);
      if (plan.keeps() && !seed && corpus.size() < plan.files()) {
        progress.file(program.id() + ".cases", CaseFormatter.format(program));
      }
    }
  }

  private void ownFault(Program program, Verdict verdict) {
    if (plan.keeps()) {
      Program small = minimal(program, verdict, key -> p -> sides.referenceShows(p, key));
      String why = verdict.broken().map(one -> one.sentence()).orElse(verdict.key());
      ownFaults.add("# " + cut(why) + "\n" + CaseFormatter.format(small));
    }
  }

  /** What fills the map is listed in megabytes. */
  private static String cut(String text) {
    return text.length() <= WORDS_MAX ? text : text.substring(0, WORDS_MAX) + "...";
  }

  private static Program minimal(
      Program program,
      Verdict verdict,
      java.util.function.Function<String, java.util.function.Predicate<Program>> shows) {
    return new Minimiser(verdict.key(), shows.apply(verdict.key()))
        .minimise(program, verdict.calls());
  }

  private Optional<CaseRecord> beside(Program program) {
    if (!besides.isKnown(program)) {
      tally.undecided();
      return Optional.empty();
    }
    coverage.nextProgram();
    BesideSearch.Result result = besides.search(program, found);
    tally.beside(result.schedules());
    if (result.thrown() != null) {
      return Optional.of(progress.broken(id, "", result.thrown()));
    }
    result.own().forEach(tally::own);
    for (BesideSearch.Found one : result.found()) {
      found.add(one.code());
      unsafe |= one.broken().isUnsafe();
      findings.add(exposer.expose(one));
    }
    return Optional.empty();
  }

  private CaseRecord result() {
    if (plan.keeps() && !ownFaults.isEmpty()) {
      progress.file(
          "mmkit-itself" + id.substring(ID.length()) + ".cases", String.join("\n", ownFaults));
    }
    String text = tally.text(coverage, corpus);
    if (findings.isEmpty()) {
      return CaseRecord.pass(id, "", text);
    }
    String all = String.join("\n", findings) + "\n" + text;
    return unsafe ? CaseRecord.fail(id, "", all) : CaseRecord.pass(id, "", all);
  }
}
