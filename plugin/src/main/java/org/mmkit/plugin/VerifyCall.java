// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.mmkit.plugin.compare.EarlierRun;
import org.mmkit.plugin.compare.Since;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.perf.Baseline;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.perf.LoadWeights;
import org.mmkit.plugin.perf.PerfScore;
import org.mmkit.plugin.perf.PerfSummary;
import org.mmkit.plugin.report.Beside;
import org.mmkit.plugin.report.CauseReport;
import org.mmkit.plugin.report.Certificates;
import org.mmkit.plugin.report.ChromeTrace;
import org.mmkit.plugin.report.OwnCases;
import org.mmkit.plugin.report.Paint;
import org.mmkit.plugin.report.ProgressLog;
import org.mmkit.plugin.report.Remarks;
import org.mmkit.plugin.report.ResultFiles;
import org.mmkit.plugin.report.Results;
import org.mmkit.plugin.report.Seal;
import org.mmkit.plugin.report.Sources;
import org.mmkit.plugin.report.SummaryTable;
import org.mmkit.plugin.run.Digests;
import org.mmkit.plugin.run.Journal;
import org.mmkit.plugin.run.KnownDefects;
import org.mmkit.plugin.run.RunPart;
import org.mmkit.plugin.run.SchedInput;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.record.Provenance;
import org.mmkit.suite.record.StrategyRecord;
import org.mmkit.suite.record.Verdict;

/** Carries a request out and turns its outcome into the answer of the build. */
final class VerifyCall {
  private final Log log;
  private final MavenSession session;
  private final Optional<CorpusFolder> corpus;
  private Optional<Baseline> before = Optional.empty();
  private Optional<EarlierRun> earlier = Optional.empty();
  private LoadWeights weights = Rubric.shipped().weights();
  private Optional<ScoreCall> points = Optional.empty();
  private Limits limits = Limits.NONE;
  private Sharing sharing = Sharing.NONE;
  private boolean traces;

  VerifyCall(Log log, MavenSession session) {
    this(log, session, Optional.empty());
  }

  /** One whose stage finds programs that are kept. */
  VerifyCall(Log log, MavenSession session, CorpusFolder corpus) {
    this(log, session, Optional.of(corpus));
  }

  private VerifyCall(Log log, MavenSession session, Optional<CorpusFolder> corpus) {
    this.log = log;
    this.session = session;
    this.corpus = corpus;
  }

  /** Also says how the throughput of loads stands to that of a run of before. */
  VerifyCall comparingWith(Optional<Baseline> baseline) {
    before = baseline;
    return this;
  }

  /** Also says in the report what is new and what is mended since another run. */
  VerifyCall since(Optional<EarlierRun> run) {
    earlier = run;
    return this;
  }

  /** Keeps the points that are told in full. */
  VerifyCall keepingTraces() {
    traces = true;
    return this;
  }

  /** Judges a part of the cases, or keeps what is done as it goes on. */
  VerifyCall sharing(Sharing how) {
    sharing = how;
    return this;
  }

  /** Weights the scores of loads in another way. */
  VerifyCall weighingBy(LoadWeights other) {
    weights = other;
    return this;
  }

  /** Gives points too, if the rubric does. */
  VerifyCall givingPoints(Rubric rubric, int daysLate) {
    points = Optional.of(new ScoreCall(log, rubric, daysLate)).filter(call -> rubric.givesPoints());
    return this;
  }

  /** Fails a strategy whose measures are beyond what an assignment allows. */
  VerifyCall allowing(Limits most) {
    limits = most;
    return this;
  }

  /**
   * Judges, writes the results, and fails the build where it has to fail.
   *
   * @throws MojoFailureException with the sentences that say why
   */
  void run(VerifyRequest request) throws MojoFailureException {
    points.ifPresent(call -> call.requireOne(request.strategies()));
    earlier.ifPresent(run -> requireComparable(run, request));
    Optional<PrintStream> terminal = Terminal.of(session.getRequest().isInteractiveMode());
    announce(request.origin().parameters());
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      ProgressLog progress = progress(request, terminal);
      corpus.filter(f -> sharing.growsCorpus()).ifPresent(f -> progress.keepBy(f::keep));
      if (corpus.isPresent()) {
        KeptFiles schedules = new KeptFiles(request.outputDirectory().resolve(SchedInput.FOLDER));
        progress.keepSchedulesBy(schedules::keep);
      }
      if (traces) {
        progress.keepBy(new KeptFiles(request.outputDirectory().resolve(ResultFiles.TRACES))::keep);
      }
      Verification verification = new Verification(request, progress, files.scratch());
      if (sharing.inParts()) {
        inParts(request, files, verification, progress, terminal);
      } else {
        finish(request, files, verification.run(), terminal);
      }
    }
  }

  /** Tells how to go on where somebody ends it. */
  private void inParts(
      VerifyRequest request,
      ResultFiles files,
      Verification verification,
      ProgressLog progress,
      Optional<PrintStream> terminal)
      throws MojoFailureException {
    Journal journal = sharing.journal(request);
    Thread farewell = new Thread(() -> tellHowToGoOn(journal), "mmkit-farewell");
    if (sharing.resumes().isPresent()) {
      Runtime.getRuntime().addShutdownHook(farewell);
    }
    RunPart part;
    try {
      part = verification.run(sharing.part(), journal);
    } finally {
      leave(farewell);
    }
    if (sharing.shard().isWhole()) {
      VerifyOutcome outcome = part.complete(progress);
      try {
        finish(request, files, outcome, terminal);
      } catch (MojoFailureException verdict) {
        if (outcome.run().strategies().stream().noneMatch(s -> s.verdict() == Verdict.BROKEN)) {
          journal.remove();
        }
        throw verdict;
      }
    } else {
      String sealed = Seal.on(part.toJson(), request.origin().nonce());
      files.publish(Map.of(ResultFiles.RUN_SHARD, sealed));
      String which = sharing.shard().index() + "/" + sharing.shard().of();
      String where = " is in " + request.outputDirectory();
      log.info("mmkit: shard " + which + where + "; mmkit:merge folds all of them");
    }
    journal.remove();
  }

  private ProgressLog progress(VerifyRequest request, Optional<PrintStream> terminal) {
    return new ProgressLog(log::info, log::warn, terminal)
        .knowing(new OwnCases(request.asked().cases().files()));
  }

  private static void leave(Thread farewell) {
    try {
      Runtime.getRuntime().removeShutdownHook(farewell);
    } catch (IllegalStateException e) {
      // Somebody ends Maven, and the farewell is on its way.
    }
  }

  private void tellHowToGoOn(Journal journal) {
    log.warn("mmkit: " + journal.farewell());
  }

  /** Folds shards of a run, and writes what one run over all cases writes. */
  void merge(VerifyRequest request, RunPart all) throws MojoFailureException {
    Optional<PrintStream> terminal = Terminal.of(session.getRequest().isInteractiveMode());
    announce(request.origin().parameters());
    try (ResultFiles files = ResultFiles.open(request.outputDirectory())) {
      ProgressLog progress = progress(request, terminal);
      corpus.ifPresent(folder -> progress.keepBy(folder::keep));
      finish(request, files, all.complete(progress), terminal);
    }
  }

  private void finish(
      VerifyRequest request, ResultFiles files, VerifyOutcome found, Optional<PrintStream> terminal)
      throws MojoFailureException {
    VerifyOutcome outcome = found.with(limits.apply(PerfScore.add(found.run(), weights)));
    files.replace(SchedInput.FOLDER, outcome.files());
    Since since = Since.of(earlier, outcome.run());
    Beside beside =
        new Beside(points.flatMap(call -> call.shown(outcome.run())), since.comparison());
    files.publish(Results.files(request, outcome, sources(), beside));
    files.add(ChromeTrace.FOLDER, ChromeTrace.files(outcome.run()));
    OwnCases own = new OwnCases(request.asked().cases().files());
    new SummaryTable(outcome.run(), own).lines().forEach(log::info);
    own.lines(outcome.run()).forEach(log::warn);
    new Remarks(outcome.run()).lines().forEach(log::info);
    new PerfSummary(outcome.run()).lines().forEach(log::info);
    before.ifPresent(one -> one.lines(outcome.run()).forEach(log::info));
    since.comparison().ifPresent(one -> one.lines().forEach(log::info));
    Certificates certificates = new Certificates(outcome.run());
    (request.asked().cases().whole() ? certificates.lines() : certificates.summary())
        .forEach(log::info);
    if (request.hintsGiven() > 0) {
      log.info("mmkit: hints given by mmkit:hint: " + request.hintsGiven());
    }
    if (points.isPresent()) {
      points.get().run(outcome.run(), request.outputDirectory(), session);
    }
    log.info("mmkit: report at " + request.outputDirectory().resolve(ResultFiles.REPORT));
    since.refusal().ifPresent(why -> log.warn("mmkit: not compared: " + why));
    Optional<String> unplayed = Unplayed.why(request.asked().goal().host(), outcome.run());
    unplayed.ifPresent(log::warn);
    if (unplayed.isEmpty()) {
      answer(request, outcome, Paint.of(terminal.isPresent()));
    }
  }

  private static void requireComparable(EarlierRun run, VerifyRequest request) {
    run.requireSameAs(
        Digests.kit(request.kit()), request.asked().search().seed(), request.origin().parameters());
  }

  /** Says in one line what is not as it is by default, and who has set it. */
  private void announce(List<Provenance.Setting> parameters) {
    if (!parameters.isEmpty()) {
      log.info(
          "mmkit: not the defaults: "
              + parameters.stream()
                  .map(Provenance.Setting::words)
                  .collect(Collectors.joining(", ")));
    }
  }

  private void answer(VerifyRequest request, VerifyOutcome outcome, Paint paint)
      throws MojoFailureException {
    List<String> failures = new ArrayList<>();
    for (StrategyRecord strategy : outcome.run().strategies()) {
      Optional<KnownDefects> known = known(request, outcome, strategy);
      if (known.isPresent() && strategy.verdict() != Verdict.BROKEN) {
        if (known.get().areAsExpected()) {
          log.info(
              "mmkit: " + strategy.id() + " shows exactly the defects that it is known to have");
        } else {
          failures.add(strategy.id() + " " + known.get().sentence() + ".");
        }
      } else if (strategy.verdict() != Verdict.PASS) {
        List<String> lines =
            new CauseReport(strategy, request.asked().search().seed(), sources()).lines(paint);
        if (strategy.verdict() == Verdict.FAIL && !request.answer().failOnViolation()) {
          lines.forEach(log::warn);
        } else {
          failures.addAll(lines);
        }
      }
    }
    if (!failures.isEmpty()) {
      failures.add(0, "");
      throw new MojoFailureException(String.join(System.lineSeparator(), failures));
    }
  }

  private Sources sources() {
    List<String> roots = session.getCurrentProject().getCompileSourceRoots();
    return new Sources(roots.stream().map(Path::of).toList());
  }

  private static Optional<KnownDefects> known(
      VerifyRequest request, VerifyOutcome outcome, StrategyRecord strategy) {
    if (!request.answer().expectKnown()) {
      return Optional.empty();
    }
    return outcome.details().stream()
        .filter(d -> d.strategy().equals(strategy.id()))
        .findFirst()
        .flatMap(VerifyOutcome.Detail::known);
  }
}
