// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.exercise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.explore.SecondWitness;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.CaseStatus;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.NoReturn;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.NotModelled;

/** One schedule that was handed in, question by question. */
final class Attack {
  private static final long WITNESS_SCHEDULES = 1_000;
  private static final String FORM = ".trace.txt";

  private final CaseFile file;
  private final Assignment assignment;
  private final StageRequest request;
  private final Progress progress;
  private final SortedMap<String, Long> measures = new TreeMap<>();
  private String failed = "";
  private @Nullable SchedFile sched;
  private @Nullable Experiment run;
  private @Nullable Followed followed;
  private boolean whole;
  private int step = -1;

  Attack(CaseFile file, Assignment assignment, StageRequest request, Progress progress) {
    this.file = file;
    this.assignment = assignment;
    this.request = request;
    this.progress = progress;
  }

  StageResult judge() {
    ask(Question.READS, this::reads);
    ask(Question.FITS, () -> fits(known(sched)));
    ask(Question.FOLLOWS, () -> follows(known(sched)));
    ask(Question.BREAKS, () -> breaks(known(sched), known(run), known(followed)));
    ask(Question.OWN, () -> isOwn(known(sched), known(followed)));
    return new StageResult(measures, List.of(), new TreeSet<>());
  }

  private static <T> T known(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("asked before its time");
    }
    return value;
  }

  private void ask(Question question, Supplier<CaseRecord> answer) {
    String id = question.caseId();
    progress.run(
        id,
        "",
        () -> {
          if (!failed.isEmpty()) {
            return CaseRecord.skip(id, "", "not asked, because the answer to " + failed);
          }
          CaseRecord record = answer.get();
          if (record.status() != CaseStatus.PASS) {
            failed = "\"" + id + "\" is no";
          }
          return record;
        });
  }

  private static CaseRecord yes(Question question, String sentence) {
    return CaseRecord.pass(question.caseId(), "", sentence);
  }

  private static CaseRecord no(Question question, String sentence) {
    return CaseRecord.fail(question.caseId(), "", sentence);
  }

  private CaseRecord reads() {
    try {
      SchedFile parsed = SchedFile.parse(file.name(), file.text());
      ConcurrentPrograms.check(parsed.program());
      sched = parsed;
      return yes(Question.READS, "It is a schedule of " + parsed.program().id() + ".");
    } catch (BadInputException e) {
      boolean cut = !file.text().endsWith("\n");
      return no(
          Question.READS,
          e.getMessage()
              + (cut ? " The last line of the file has no end: it may be cut off." : ""));
    }
  }

  private CaseRecord fits(SchedFile from) {
    Fit fit = Fit.of(from, assignment, request);
    if (fit.misfit().isPresent()) {
      return no(Question.FITS, fit.misfit().get());
    }
    whole = fit.whole();
    Program program = from.program();
    try {
      run = Experiment.of(program, request).telling(progress::printingTask);
    } catch (BadInputException e) {
      return no(Question.FITS, e.getMessage());
    }
    return yes(
        Question.FITS,
        "It is one for "
            + request.subject().info().reference()
            + " and "
            + program.id()
            + (whole ? "." : ", of which it has a part, or which is of the student's own."));
  }

  private CaseRecord follows(SchedFile from) {
    progress.beginRun(true);
    Followed now;
    try {
      now = Followed.of(known(run), from.turns());
    } catch (NotModelled missing) {
      return no(Question.FOLLOWS, "The model cannot run it: " + missing.getMessage());
    }
    if (now.outcome().failure() != null) {
      return progress.broken(Question.FOLLOWS.caseId(), "", now.outcome().failure());
    }
    followed = now;
    Optional<String> misfit = now.misfit(file.name(), from);
    if (misfit.isPresent()) {
      SchedFile ran =
          new SchedFile(
              from.strategy(), from.defects(), "", "what ran", from.program(), now.turns());
      progress.file("ran-" + ran.fileName(), ran.text());
      return no(Question.FOLLOWS, misfit.get());
    }
    return yes(Question.FOLLOWS, "The run follows it from the first line to the last.");
  }

  private CaseRecord breaks(SchedFile from, Experiment on, Followed now) {
    List<Broken> all = on.judge(now.outcome());
    Optional<Broken> broken = wanted(all, from.code());
    if (broken.isEmpty()) {
      return no(Question.BREAKS, none(all));
    }
    if (!whole) {
      SecondWitness witness =
          SecondWitness.bounded(
              from.program(), request, WITNESS_SCHEDULES, () -> progress.beginRun(false));
      if (witness.accusesAll()) {
        return no(Question.BREAKS, witness.sentence());
      }
    }
    Broken one = broken.get();
    EvidenceMaker maker = new EvidenceMaker(from.program(), now.outcome());
    step = maker.stepOf(one);
    measures.put("attack_preemptions", (long) now.preemptions());
    measures.put("attack_steps", now.steps());
    measures.put("attack_turns", (long) now.turnCount());
    List<String> lines = new ArrayList<>();
    lines.add(
        "It breaks "
            + one.rule().code()
            + " (rule "
            + one.rule().id()
            + "), "
            + one.rule().title()
            + ", with "
            + count(now.preemptions(), "preemption")
            + ", "
            + count(now.turnCount(), "turn")
            + " and "
            + count(now.steps(), "step")
            + said(from, one)
            + ".");
    int noReturn = new NoReturn(on, now.outcome().machine().schedule(), one.rule().code()).step();
    lines.addAll(EvidenceText.lines(maker.of(one, noReturn)));
    return yes(Question.BREAKS, String.join("\n", lines));
  }

  /** The file's own word on what it breaks counts for nothing. */
  private static String said(SchedFile from, Broken one) {
    String says = from.code();
    return says.isEmpty() || says.equals(one.rule().code())
        ? ""
        : "; the file says " + says + ", which it does not break first";
  }

  /** What the exercise asks for: first what the file names, else whatever comes first. */
  private Optional<Broken> wanted(List<Broken> all, String code) {
    List<Broken> right = all.stream().filter(Broken::isUnsafe).filter(this::isWanted).toList();
    return right.stream()
        .filter(one -> one.rule().code().equals(code))
        .findFirst()
        .or(() -> right.stream().findFirst());
  }

  private boolean isWanted(Broken one) {
    String rule = request.asked().goal().exercise().rule();
    return rule.isEmpty() || rule.equals(one.rule().code()) || rule.equals(one.rule().id());
  }

  private String none(List<Broken> all) {
    if (all.isEmpty()) {
      return "The run follows it, and no rule is broken.";
    }
    Broken first = all.get(0);
    String what = first.rule().code() + " (rule " + first.rule().id() + ")";
    return first.isUnsafe()
        ? "It breaks "
            + what
            + ", and the exercise asks for "
            + request.asked().goal().exercise().rule()
            + " (mmkit.rule)."
        : "It breaks " + what + " alone, which is not unsafe and fails no strategy.";
  }

  private CaseRecord isOwn(SchedFile from, Followed now) {
    List<String> form = now.form().lines();
    progress.file(
        file.name().replaceAll("[^A-Za-z0-9._-]", "_") + FORM, String.join("\n", form) + "\n");
    Optional<List<CaseFile>> others = request.asked().goal().exercise().others();
    if (others.isEmpty()) {
      return CaseRecord.skip(
          Question.OWN.caseId(), "", "not asked: name a folder of schedules (mmkit.others)");
    }
    Likeness likeness = Likeness.of(file, from, now, step, others.get(), this::follow);
    String left =
        likeness.others().isEmpty()
            ? ""
            : "\nNot compared, "
                + likeness.others().size()
                + ": "
                + String.join("\n", likeness.others());
    return likeness.same().isEmpty()
        ? yes(
            Question.OWN,
            "It is like none of the " + count(likeness.compared(), "other schedule") + "." + left)
        : no(Question.OWN, String.join("\n", likeness.same()) + left);
  }

  private Optional<Followed> follow(SchedFile other) {
    progress.beginRun(false);
    try {
      Followed theirs = Followed.of(known(run), other.turns());
      return theirs.outcome().failure() == null ? Optional.of(theirs) : Optional.empty();
    } catch (NotModelled missing) {
      return Optional.empty();
    }
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
