// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.mmkit.machine.Violation;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Recorded;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.recording.Recording;
import org.mmkit.suite.recording.Replay;
import org.mmkit.suite.recording.Replayed;
import org.mmkit.suite.recording.ShippedRecordings;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * A recorded program in the place of loads: how long it takes with a strategy, beside {@code
 * exclusive} and the ideal.
 */
final class RecordingPerf {
  /** With several tasks at once small shifts change who meets whom. */
  private static final int RUNS_OF_SEVERAL = 3;

  private final StageRequest request;
  private final Progress progress;
  private final Setup setup;

  RecordingPerf(StageRequest request, Progress progress) {
    this.request = request;
    this.progress = progress;
    this.setup = PerfSetup.of(request);
  }

  StageResult run(Recorded asked) {
    TreeMap<String, Long> measures = new TreeMap<>();
    Recording recording =
        asked.log().isPresent()
            ? Recording.read(asked.name(), asked.log().get(), asked.faults())
            : ShippedRecordings.byName(asked.name());
    progress.expect(1);
    progress.run(recording.name(), "", () -> measure(recording, measures));
    String basis = MachineText.of(setup.profile(), PerfSetup.policy(request));
    return new StageResult(measures, List.of(), new TreeSet<>(), Optional.of(basis));
  }

  private CaseRecord measure(Recording recording, TreeMap<String, Long> into) {
    List<Replayed> own = runs(recording, request.subject()::newStrategy, Zap.IN_PLACE);
    Measured last = own.get(own.size() - 1).measured();
    if (!last.isSound()) {
      return unsound(recording, last);
    }
    List<Replayed> exclusive = runs(recording, ExclusiveMunmap::new, Zap.IN_PLACE);
    List<Replayed> ideal = runs(recording, ExclusiveMunmap::new, Zap.AFTER_THE_LOCK);
    RecordingMeasures measures = new RecordingMeasures(recording, into);
    measures.add(own);
    measures.addReference("exclusive_", exclusive);
    measures.addReference("ideal_", ideal);
    measures.addScore(own, exclusive, ideal);
    String id = request.subject().info().id();
    RecordingText text = new RecordingText(recording, id, own.get(0));
    return CaseRecord.pass(
        recording.name(), "", String.join("\n", text.lines(exclusive.get(0), ideal.get(0))));
  }

  /** All runs, or those up to the first that is not sound. */
  private List<Replayed> runs(Recording recording, Supplier<UnmapStrategy> strategy, Zap zap) {
    List<Replayed> runs = new ArrayList<>();
    int count = recording.tasksAtOnce() > 1 ? RUNS_OF_SEVERAL : 1;
    for (int i = 0; i < count; i++) {
      progress.beginRun(true);
      long seed = i == 0 ? 0 : request.seed() + i;
      Replay replay = new Replay(recording, strategy, setup);
      replay.telling(() -> progress.beginRun(true));
      runs.add(replay.run(zap, seed));
      if (!runs.get(i).measured().isSound()) {
        return runs;
      }
    }
    return runs;
  }

  private CaseRecord unsound(Recording recording, Measured run) {
    if (run.soundness().failure() != null) {
      return progress.broken(recording.name(), "", run.soundness().failure());
    }
    FindingSink findings = new FindingSink(request, progress);
    String replay =
        "mvn mmkit:perf -Dmmkit.strategy="
            + request.subject().info().reference()
            + " -Dmmkit.recording="
            + recording.name();
    for (Violation violation : run.soundness().violations()) {
      findings.broken(new Broken(violation), "perf/" + recording.name(), replay);
    }
    String why =
        run.soundness().violations().isEmpty()
            ? "the replay ended with " + run.soundness().end()
            : run.soundness().violations().get(0).rule().title()
                + ": "
                + run.soundness().violations().get(0).message();
    return CaseRecord.fail(recording.name(), "", why);
  }
}
