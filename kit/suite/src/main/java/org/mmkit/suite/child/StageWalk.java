// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.mmkit.suite.Part;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.catalogue.FirstCases;

/**
 * Runs the stages: one after another, by turns until the first causes are known, or a part of the
 * jobs of each.
 */
final class StageWalk {
  private final List<Stage> stages;
  private final StageRequest request;
  private final ParentLink parent;
  private final Position position;
  private final Progress progress;

  StageWalk(
      List<Stage> stages,
      StageRequest request,
      ParentLink parent,
      Position position,
      Progress progress) {
    this.stages = stages;
    this.request = request;
    this.parent = parent;
    this.position = position;
    this.progress = progress;
  }

  /** All cases of one stage, then all of the next. */
  void oneByOne() {
    for (Stage stage : stages) {
      begin(stage);
      end(stage, open(stage).all());
    }
  }

  /**
   * Those cases first that are most likely to fail, of all stages, until enough is known; then what
   * can be behind all that failed.
   */
  void byTurns(Causes causes) {
    List<StageCases> runs = stages.stream().map(this::beginAndOpen).toList();
    List<String> ids = stages.stream().map(Stage::id).toList();
    Deque<FirstCases.Turn> turns = new ArrayDeque<>(FirstCases.order(ids, runs));
    while (!turns.isEmpty() && !causes.areEnough()) {
      take(turns.remove());
    }
    if (!turns.isEmpty()) {
      turns.stream().filter(turn -> FirstCases.isBehindAll(ids, turn)).forEach(this::take);
      parent.send(new Frame.Enough());
    }
    for (int i = 0; i < stages.size(); i++) {
      enter(stages.get(i), runs.get(i).jobs().size());
      end(stages.get(i), runs.get(i).end().get());
    }
  }

  private void take(FirstCases.Turn turn) {
    enter(stages.get(turn.stage()), turn.index());
    turn.job().body().run();
  }

  /** Those jobs of each stage that belong to a part. */
  void some(Part part) {
    int before = 0;
    for (Stage stage : stages) {
      begin(stage);
      StageCases cases = open(stage);
      List<StageCases.Job> jobs = cases.jobs();
      parent.send(new Frame.Jobs(jobs.size()));
      boolean all = jobs.size() != 1 || part.owns(before);
      for (int i = 0; i < jobs.size(); i++) {
        if (part.owns(before + i) && !part.done().contains(before + i)) {
          enter(stage, i);
          jobs.get(i).body().run();
        }
      }
      before += jobs.size();
      if (all) {
        end(stage, cases.end().get());
      }
    }
  }

  private StageCases beginAndOpen(Stage stage) {
    begin(stage);
    return open(stage);
  }

  private void begin(Stage stage) {
    position.enterStage(stage.id());
    parent.send(new Frame.StageBegin(stage.id()));
  }

  private void enter(Stage stage, int index) {
    position.enterStage(stage.id());
    parent.send(new Frame.Turn(stage.id(), index));
  }

  private StageCases open(Stage stage) {
    if (!request.cases().mayMatchIn(stage.id())) {
      progress.expect(0);
      return new StageCases(List.of(), StageResult::nothing);
    }
    return stage.open(request, progress);
  }

  private void end(Stage stage, StageResult result) {
    parent.send(
        new Frame.StageEnd(
            stage.id(), result.measures(), result.lanes(), result.reachable(), result.basis()));
  }
}
