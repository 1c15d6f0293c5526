// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Defects;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.check.ConcurrentPrograms;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Evidence;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.render.Incident;
import org.mmkit.suite.run.Broken;
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
                program, own ? Defects.of(sched.defects()) : request.defects(), request.fiber()),
            request.subject()::newStrategy);
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
    Optional<Incident> incident = incident(traced);
    EvidenceMaker maker = new EvidenceMaker(program, traced);
    if (request.asked().goal().debugPort().isPresent()) {
      incident.ifPresent(i -> halt(i, maker.stepOf(i)));
    }
    Evidence evidence = incident.map(i -> maker.of(i, noReturn(i, traced))).orElseGet(maker::ofAll);
    incident.ifPresent(
        i ->
            findings.broken(
                i.rule(),
                "replay/" + program.id(),
                StageRequest.replay(fileName),
                fileName,
                Optional.of(evidence)));
    String message = message(incident, replay, evidence);
    return incident.isPresent()
        ? CaseRecord.fail(program.id(), "", message)
        : CaseRecord.pass(program.id(), "", message);
  }

  private int noReturn(Incident incident, Outcome traced) {
    return new NoReturn(run, traced.machine().schedule(), incident.rule().code()).step();
  }

  /** What the schedule is known for, or else whatever else it breaks. */
  private Optional<Incident> incident(Outcome traced) {
    List<String> codes = new ArrayList<>();
    codes.add(sched.code());
    for (Broken broken : run.judge(traced)) {
      codes.add(broken.rule().code());
    }
    return codes.stream().flatMap(c -> Incident.of(program, traced, c).stream()).findFirst();
  }

  private String message(Optional<Incident> incident, TurnReplay replay, Evidence evidence) {
    List<String> lines = new ArrayList<>();
    lines.add(headline(incident));
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
    lines.addAll(EvidenceText.lines(evidence));
    return String.join("\n", lines);
  }

  private String headline(Optional<Incident> incident) {
    String known = sched.code();
    if (incident.isEmpty()) {
      return known.isEmpty() ? "No rule is broken." : known + " does not come again.";
    }
    String code = incident.get().rule().code();
    String title = code + ", " + incident.get().rule().title() + ".";
    if (known.isEmpty()) {
      return "A rule is broken: " + title;
    }
    return code.equals(known)
        ? "It comes again: " + title
        : known + " does not come again, but another rule is broken: " + title;
  }

  /** Follows the schedule once more, up to where it shows. */
  private void halt(Incident incident, int step) {
    progress.beginRun(true);
    String why = incident.rule().code() + ", " + incident.rule().title();
    run.trace(new HaltingReplay(new TurnReplay(sched.turns()), step, why));
  }
}
