// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.render.Walk;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.NoReturn;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.NotModelled;
import org.mmkit.suite.target.Outcome;

/** One schedule, followed once. */
final class ReplayCase {
  private final String fileName;
  private final SchedFile sched;
  private final StageRequest request;
  private final Progress progress;
  private final FindingSink findings;
  private final Program program;
  private final Experiment run;

  ReplayCase(
      String fileName,
      SchedFile sched,
      StageRequest request,
      Progress progress,
      FindingSink findings) {
    this.fileName = fileName;
    this.sched = sched;
    this.request = request;
    this.progress = progress;
    this.findings = findings;
    this.program = sched.program();
    ConcurrentPrograms.check(program);
    boolean own = request.defects().equals(Defects.NONE);
    this.run =
        new Experiment(
                program,
                Setup.of(
                    program,
                    own ? Defects.of(sched.defects()) : request.defects(),
                    request.fiber()),
                request.subject()::newStrategy)
            .telling(progress::printingTask);
  }

  CaseRecord judge() {
    progress.beginRun(true);
    TurnReplay replay = new TurnReplay(sched.turns());
    Outcome traced;
    try {
      traced = run.trace(replay);
    } catch (NotModelled missing) {
      return CaseRecord.skip(program.id(), "", missing.getMessage());
    }
    if (traced.failure() != null) {
      return progress.broken(program.id(), "", traced.failure());
    }
    Optional<Broken> broken = broken(traced);
    EvidenceMaker maker = new EvidenceMaker(program, traced);
    if (request.asked().goal().debugPort().isPresent()) {
      broken.ifPresent(one -> halt(one, maker.stepOf(one)));
    }
    List<String> lines = message(broken, replay);
    if (broken.isEmpty()) {
      lines.addAll(EvidenceText.lines(maker.ofAll()));
      return CaseRecord.pass(program.id(), "", String.join("\n", lines));
    }
    findings.broken(
        broken.get(),
        "replay/" + program.id(),
        StageRequest.replay(fileName),
        Optional.of(fileName),
        Optional.of(maker.of(broken.get(), noReturn(broken.get(), traced))),
        new FindingSink.Way(Walk.of(broken.get(), traced), Optional.empty()));
    String text = String.join("\n", lines);
    return broken.get().isUnsafe()
        ? CaseRecord.fail(program.id(), "", text)
        : CaseRecord.pass(program.id(), "", text);
  }

  private int noReturn(Broken broken, Outcome traced) {
    return new NoReturn(run, traced.machine().schedule(), broken.rule().code()).step();
  }

  /** What the schedule is known for, or else whatever else it breaks. */
  private Optional<Broken> broken(Outcome traced) {
    return run.judge(traced, sched.code()).or(() -> run.judge(traced).stream().findFirst());
  }

  private List<String> message(Optional<Broken> broken, TurnReplay replay) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(broken));
    List<TurnReplay.Divergence> divergences = replay.divergences();
    if (divergences.isEmpty()) {
      lines.add("The run followed the schedule.");
    } else {
      TurnReplay.Divergence first = divergences.get(0);
      int line = sched.moveLines().get(first.move());
      lines.add("The run left the schedule at " + fileName + ":" + line + ":");
      lines.add("  " + sched.turns().moves().get(first.move()).text());
      lines.add("  " + first.sentence() + ".");
      if (divergences.size() > 1) {
        int more = divergences.size() - 1;
        lines.add("  After that it left it " + more + (more == 1 ? " more time." : " more times."));
      }
    }
    return lines;
  }

  private String headline(Optional<Broken> broken) {
    String known = sched.code();
    if (broken.isEmpty()) {
      return known.isEmpty() ? "No rule is broken." : known + " does not come again.";
    }
    String code = broken.get().rule().code();
    String title = code + ", " + broken.get().rule().title() + ".";
    if (known.isEmpty()) {
      return "A rule is broken: " + title;
    }
    return code.equals(known)
        ? "It comes again: " + title
        : known + " does not come again, but another rule is broken: " + title;
  }

  /** Follows the schedule once more, up to where it shows. */
  private void halt(Broken broken, int step) {
    progress.beginRun(true);
    String why = broken.rule().code() + ", " + broken.rule().title();
    run.trace(new HaltingReplay(new TurnReplay(sched.turns()), step, why));
  }
}
