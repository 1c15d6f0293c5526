// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.plugin.report.HtmlReport;
import org.mmkit.plugin.run.Ending;
import org.mmkit.plugin.run.HandedIn;
import org.mmkit.plugin.run.InputException;
import org.mmkit.plugin.run.JudgedJvm;
import org.mmkit.plugin.run.NoStrategyException;
import org.mmkit.plugin.run.Remark;
import org.mmkit.plugin.run.SilentListener;
import org.mmkit.plugin.run.SourceCompiler;
import org.mmkit.plugin.run.Verification;
import org.mmkit.plugin.run.VerifyOutcome;
import org.mmkit.plugin.run.VerifyRequest;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.record.RunRecord;
import org.mmkit.suite.record.Timeline;
import org.mmkit.suite.record.Verdict;

/** Judges submissions, each apart from all others, on the same terms. */
final class SubmissionJudge {
  private static final int NOTES_MAX = 40;

  /** Messages name the last two folders: they must not differ from run to run. */
  private static final String TAKEN = "submission/classes";

  private static final String CLASSES = "compiled/submission/classes";

  private final VerifyRequest request;
  private final Terms terms;
  private final JudgedJvm jvm;
  private final SourceCompiler compiler;
  private final String folder;
  private final Ending ending;
  private final SameFiles sameFiles = new SameFiles();
  private Variants variants = Variants.NONE;
  private Limits limits = Limits.NONE;

  /**
   * @param request whose student's classes are those of no submission
   * @param folder the folder within each submission that counts; empty for all of it
   */
  SubmissionJudge(VerifyRequest request, Terms terms, String folder, JudgedJvm jvm, Ending ending) {
    this.folder = folder;
    this.ending = ending;
    this.request = request;
    this.terms = terms;
    this.jvm = jvm;
    List<Path> classPath = new ArrayList<>(request.kit().modules());
    classPath.addAll(request.student().dependencies());
    this.compiler = SourceCompiler.here(terms.release(), classPath);
  }

  SubmissionJudge allowing(Limits most) {
    limits = most;
    return this;
  }

  SubmissionJudge givingVariants(Variants whose) {
    variants = whose;
    return this;
  }

  /**
   * Judges one, unless it was judged before on the same terms.
   *
   * @param submission its folder
   * @param store where results are kept
   * @param scratch a fresh folder
   */
  Graded judge(Path submission, GradeStore store, Path scratch) throws IOException {
    String id = String.valueOf(submission.getFileName());
    Path taken = Files.createDirectories(scratch.resolve(TAKEN));
    Intake.Taken files;
    try {
      files = Intake.take(submission, folder, taken, terms.take());
    } catch (Intake.Refused e) {
      Graded graded = notJudged(id, "", "", e.outcome(), e.sentence(), List.of());
      keep(store, graded, Optional.empty());
      return graded;
    }
    String digest = Digest.of(taken);
    String student = variants.of(id);
    String key = terms.key(student.isEmpty() ? digest : digest + " of " + student);
    String same = key + files.notes();
    Optional<Graded> before = store.before(id, key);
    if (before.isPresent()) {
      sameFiles.known(same, id);
      return before.get();
    }
    return terms.take() == Take.SCHEDULES
        ? attack(id, files, key, digest, store, scratch)
        : sameFiles.once(
            same,
            id,
            () -> judge(id, files, digest, store, scratch),
            other -> copy(id, other, key, store));
  }

  private Graded copy(String id, String other, String key, GradeStore store) throws IOException {
    Graded theirs =
        store
            .before(other, key)
            .orElseThrow(() -> new IOException("what became of " + other + " is gone"));
    Graded graded = theirs.as(id);
    store.keep(graded, store.report(other));
    return graded;
  }

  /** An attack that cannot begin is no fault of the student's, and stops the run. */
  private Graded attack(
      String id, Intake.Taken files, String key, String digest, GradeStore store, Path scratch)
      throws IOException {
    CaseFile handedIn = HandedIn.file(files.files().get(0));
    VerifyRequest one =
        request.asking(Schedules.attack(request.asked(), id, variants.of(id), handedIn));
    VerifyOutcome found = new Verification(one, new SilentListener(), scratch).in(jvm).run();
    RunRecord run = HandedIn.named(found.run(), handedIn.name());
    Graded graded =
        new Graded(id, key, digest, "", Graded.Outcome.JUDGED, "", files.notes(), Optional.of(run));
    keep(store, graded, page(run, found.timeline(), files.notes()));
    return graded;
  }

  private Graded judge(String id, Intake.Taken files, String digest, GradeStore store, Path scratch)
      throws IOException {
    Path classes = scratch.resolve(TAKEN);
    if (terms.take() == Take.SOURCES) {
      classes = Files.createDirectories(scratch.resolve(CLASSES));
      Optional<String> wrong = compiler.compile(files.files(), classes, scratch);
      if (wrong.isPresent()) {
        Graded graded =
            notJudged(id, digest, "", Graded.Outcome.NOT_COMPILED, wrong.get(), files.notes());
        keep(store, graded, Optional.empty());
        return graded;
      }
    }
    String classesDigest = Digest.of(classes);
    try {
      VerifyOutcome found =
          new Verification(request.judging(classes), new SilentListener(), scratch).in(jvm).run();
      VerifyOutcome outcome = found.with(limits.apply(found.run()));
      List<String> notes = new ArrayList<>(files.notes());
      outcome.remarks().stream()
          .map(Remark::sentence)
          .map(Plain::line)
          .limit(NOTES_MAX)
          .forEach(notes::add);
      Graded graded =
          new Graded(
              id,
              terms.key(digest),
              digest,
              classesDigest,
              Graded.Outcome.JUDGED,
              "",
              notes,
              Optional.of(outcome.run()));
      keep(store, graded, page(outcome.run(), outcome.timeline(), notes));
      return graded;
    } catch (NoStrategyException e) {
      Graded graded =
          notJudged(
              id, digest, classesDigest, Graded.Outcome.NO_STRATEGY, e.getMessage(), files.notes());
      keep(store, graded, Optional.empty());
      return graded;
    }
  }

  private static Optional<String> page(RunRecord run, Timeline timeline, List<String> notes) {
    return Optional.of(HiddenSeed.on(HtmlReport.write(run, timeline, notes), run.seed()));
  }

  private Graded notJudged(
      String id,
      String digest,
      String classes,
      Graded.Outcome outcome,
      String sentence,
      List<String> notes) {
    return new Graded(
        id,
        terms.key(digest),
        digest,
        classes,
        outcome,
        Plain.line(sentence),
        notes,
        Optional.empty());
  }

  /**
   * What broke because all of this ends is not kept: it is judged when the class is graded again.
   */
  private void keep(GradeStore store, Graded graded, Optional<String> report) throws IOException {
    boolean broke =
        graded.outcome() == Graded.Outcome.NOT_COMPILED
            || graded.run().stream()
                .flatMap(run -> run.strategies().stream())
                .anyMatch(one -> one.verdict() == Verdict.BROKEN);
    if (broke && ending.isNear()) {
      throw new InputException("The run was interrupted while " + graded.id() + " was judged.");
    }
    store.keep(graded, report);
  }
}
