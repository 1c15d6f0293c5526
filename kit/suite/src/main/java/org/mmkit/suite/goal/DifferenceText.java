// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.goal;

import java.util.ArrayList;
import java.util.List;
import org.mmkit.machine.policy.Replay;
import org.mmkit.machine.turn.TurnRecorder;
import org.mmkit.machine.turn.TurnReplay;
import org.mmkit.suite.Progress;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.Subject;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.render.EvidenceMaker;
import org.mmkit.suite.render.EvidenceText;
import org.mmkit.suite.run.Experiment;
import org.mmkit.suite.run.NoReturn;
import org.mmkit.suite.sched.SchedFile;
import org.mmkit.suite.target.Outcome;

/** Shows a difference: the run that only one strategy has, and where the other goes instead. */
final class DifferenceText {
  private final StageRequest request;
  private final Subject other;
  private final Progress progress;

  DifferenceText(StageRequest request, Subject other, Progress progress) {
    this.request = request;
    this.other = other;
    this.progress = progress;
  }

  CaseRecord record(Difference difference) {
    Subject mine = difference.first() ? request.subject() : other;
    Subject theirs = difference.first() ? other : request.subject();
    Experiment run = difference.mine().run();
    TurnRecorder recorder = new TurnRecorder(new Replay(difference.sighting().schedule()));
    Outcome traced = run.trace(recorder);
    SchedFile file =
        new SchedFile(
            mine.info().reference(),
            List.copyOf(request.defects().ids()),
            run.judge(traced).stream().map(b -> b.rule().code()).findFirst().orElse(""),
            "tells it from " + theirs.info().reference(),
            run.program(),
            recorder.turns());
    progress.file(file.fileName(), file.text());
    List<String> lines = new ArrayList<>();
    lines.add("they differ in " + run.program().id());
    lines.addAll(EvidenceText.wrap("only " + mine.info().id() + ": " + difference.what()));
    lines.addAll(shown(run, traced));
    lines.add("the same moves with " + theirs.info().id() + ":");
    TurnReplay replay = new TurnReplay(file.turns());
    Experiment theirRun = difference.others().run();
    Outcome theirOutcome = theirRun.trace(replay);
    lines.addAll(EvidenceText.wrap(difference.others().text(theirOutcome)));
    lines.addAll(shown(theirRun, theirOutcome));
    lines.addAll(EvidenceText.wrap(certificate(theirs, difference.others())));
    lines.add("replay: " + StageRequest.replay(file.fileName()));
    return CaseRecord.fail(DistinguishStage.SHORTEST, "", String.join("\n", lines));
  }

  private static String certificate(Subject subject, Sightings sightings) {
    return subject.info().id()
        + " never shows what the first does, within: "
        + sightings.certificate().text();
  }

  private static List<String> shown(Experiment run, Outcome traced) {
    EvidenceMaker maker = new EvidenceMaker(run.program(), traced);
    return EvidenceText.lines(
        run.judge(traced).stream()
            .findFirst()
            .map(broken -> maker.of(broken, noReturn(run, broken, traced)))
            .orElseGet(maker::ofAll));
  }

  private static int noReturn(Experiment run, Broken broken, Outcome traced) {
    return new NoReturn(run, traced.machine().schedule(), broken.rule().code()).step();
  }
}
