// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mmkit.machine.Violation;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Setup;

/**
 * Loads in virtual time: how many operations a second each of them reaches with a strategy, and
 * what mmap_sem has to do with it. It measures, and no number fails a strategy; a rule that is
 * broken on the way does.
 */
public final class PerfStage implements Stage {

  @Override
  public String id() {
    return "perf";
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    Grid grid = Grid.of(request.asked().perf().grid());
    boolean ofUser = !request.asked().perf().loads().isEmpty();
    List<Load> loads = new ArrayList<>();
    for (Load load : ofUser ? Loads.of(request.asked().perf().loads()) : Loads.shipped()) {
      if (grid.takes(load, ofUser) && request.selects(id(), load.id())) {
        loads.add(load);
      }
    }
    progress.expect(loads.size());
    Perf perf = new Perf(request, progress, grid);
    for (Load load : loads) {
      progress.run(load.id(), "", () -> perf.measure(load));
    }
    List<String> ids = loads.stream().map(Load::id).toList();
    return new StageResult(perf.measures, List.of(), Exhibits.reachableBy(id(), ids));
  }

  /** The points of one strategy. */
  private final class Perf {
    final TreeMap<String, Long> measures = new TreeMap<>();
    private final StageRequest request;
    private final Progress progress;
    private final FindingSink findings;
    private final Grid grid;
    private final Setup setup;
    private final PointRuns runs;

    Perf(StageRequest request, Progress progress, Grid grid) {
      this.request = request;
      this.progress = progress;
      this.findings = new FindingSink(request, progress);
      this.grid = grid;
      this.setup = Setup.standard(request.defects(), request.fiber());
      this.runs =
          new PointRuns(
              grid,
              setup,
              request.subject()::newStrategy,
              Zap.IN_PLACE,
              request.seed(),
              () -> progress.beginRun(true));
    }

    CaseRecord measure(Load load) {
      for (Point point : grid.points(load, setup.profile().cpus())) {
        PointResult result = runs.run(point);
        if (result.unsound().isPresent()) {
          return unsound(point, result.unsound().get());
        }
        record(result);
      }
      return CaseRecord.pass(load.id(), "");
    }

    private void record(PointResult result) {
      for (Measure measure : Measure.values()) {
        double median = result.median(measure.value());
        if (median >= 0) {
          String name = result.point().name() + "." + measure.text();
          measures.put(name, Math.round(median));
          if (result.runs().size() > 1) {
            measures.put(name + "_spread", Math.round(result.spread(measure.value())));
          }
        }
      }
    }

    /** Numbers never fail a strategy, but what it throws or breaks does. */
    private CaseRecord unsound(Point point, Measured run) {
      String id = point.load().id();
      if (run.failure() != null) {
        return progress.broken(id, "", run.failure());
      }
      for (Violation violation : run.violations()) {
        findings.broken(new Broken(violation), id() + "/" + id, request.replay(id(), id));
      }
      String first =
          run.violations().isEmpty()
              ? "the run of " + point.name() + " ended with " + run.end()
              : run.violations().get(0).rule().title() + ": " + run.violations().get(0).message();
      return CaseRecord.fail(id, "", first);
    }
  }
}
