// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmkit.machine.Violation;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Recorded;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.TraceFormat;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Wait;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.run.Setup;
import org.mmkit.suite.trace.PointTrace;

/**
 * Loads in virtual time: how many operations a second each of them reaches with a strategy, and
 * what mmap_sem has to do with it. It measures, and no number fails a strategy; a rule that is
 * broken on the way does.
 */
public final class PerfStage implements Stage {
  private static final int WAITS_SHOWN = 3;

  @Override
  public String id() {
    return "perf";
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    Optional<Recorded> recorded = request.asked().perf().recording();
    if (recorded.isPresent()) {
      return new RecordingPerf(request, progress).run(recorded.get());
    }
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
    perf.announce(loads);
    for (Load load : loads) {
      progress.run(load.id(), "", () -> perf.measure(load));
    }
    List<String> ids = loads.stream().map(Load::id).toList();
    return new StageResult(
        perf.measures, List.of(), Exhibits.reachableBy(id(), ids), Optional.of(perf.basis()));
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
    private final ReferenceRuns referenceRuns;
    private final PolicyRuns policyRuns;
    private final References references = References.shipped();
    private final PointMeasures numbers = new PointMeasures(measures);

    Perf(StageRequest request, Progress progress, Grid grid) {
      this.request = request;
      this.progress = progress;
      this.findings = new FindingSink(request, progress);
      this.grid = grid;
      this.setup = PerfSetup.of(request);
      this.runs =
          new PointRuns(
              grid,
              setup,
              request.subject()::newStrategy,
              Zap.IN_PLACE,
              request.seed(),
              () -> progress.beginRun(true));
      Runnable beat = () -> progress.beginRun(true);
      this.referenceRuns = new ReferenceRuns(grid, setup, request.seed(), beat);
      this.policyRuns = new PolicyRuns(grid, setup, request.seed(), beat, this::shipped);
    }

    void announce(List<Load> loads) {
      if (!loads.isEmpty()) {
        List<List<Point>> points = loads.stream().map(this::points).toList();
        long beside =
            points.stream()
                .flatMap(List::stream)
                .mapToLong(one -> (shipped(one).isEmpty() ? 2 : 0) + policyRuns.points(one))
                .sum();
        measures.put("policy_is_own", PerfSetup.isOwnPolicy(request) ? 1L : 0L);
        progress.note(Announcement.of(grid, points, beside, request.fiber()));
      }
    }

    String basis() {
      return MachineText.of(setup.profile(), PerfSetup.policy(request));
    }

    CaseRecord measure(Load load) {
      List<PointResult> results = new ArrayList<>();
      for (Point point : points(load)) {
        PointResult result = run(point);
        if (result.unsound().isPresent()) {
          return unsound(point, result.unsound().get());
        }
        numbers.add(result, result.hasWholeRounds() ? reference(point) : Optional.empty());
        results.add(result);
        if (PolicyRuns.concern(grid, point)) {
          measures.putAll(policyRuns.run(result, request.subject()::newStrategy));
        }
      }
      String waits = longestWaits(results);
      String message = waits.isEmpty() ? load.words().title() : load.words().title() + "\n" + waits;
      return CaseRecord.pass(load.id(), "", message);
    }

    /** Also tells it in full, in the formats that are asked for. */
    private PointResult run(Point point) {
      List<TraceFormat> formats = request.asked().perf().traces();
      if (formats.isEmpty()) {
        return runs.run(point);
      }
      PointTrace trace = new PointTrace(point, setup.profile());
      PointResult result = runs.run(point, trace);
      String strategy = request.subject().info().id().replaceAll("[^A-Za-z0-9._-]", "_");
      String name = strategy + "." + point.name();
      trace.texts(formats).forEach((format, text) -> progress.file(name + format.suffix(), text));
      return result;
    }

    private List<Point> points(Load load) {
      List<Integer> asked = request.asked().perf().machine().tasks();
      return asked.isEmpty() ? grid.points(load, setup.profile().cpus()) : grid.points(load, asked);
    }

    /** Those of this version, or those that are run now. */
    private Optional<Reference> reference(Point point) {
      Optional<Reference> known = shipped(point);
      return known.isPresent() ? known : referenceRuns.run(point);
    }

    private Optional<Reference> shipped(Point point) {
      return isStandard()
          ? references.find(grid.kind(), setup.profile().name(), point)
          : Optional.empty();
    }

    /** Under a rule of the lock, be it the profile's own. */
    private Optional<Reference> shipped(String policy, Point point) {
      String profile = setup.profile().name();
      return !isStandard()
          ? Optional.empty()
          : policy.equals(setup.profile().policy())
              ? shipped(point)
              : references.find(grid.kind(), profile, policy, point);
    }

    private boolean isStandard() {
      return request.asked().perf().loads().isEmpty() && PerfSetup.isStandard(request);
    }

    /** The three longest of all points, as sentences, a line each. */
    private String longestWaits(List<PointResult> results) {
      return results.stream()
          .flatMap(result -> result.runs().get(0).ledger().longest().stream())
          .sorted(Comparator.comparingLong(Wait::ps).reversed())
          .limit(WAITS_SHOWN)
          .map(WaitText::of)
          .collect(Collectors.joining("\n"));
    }

    /** Numbers never fail a strategy, but what it throws or breaks does. */
    private CaseRecord unsound(Point point, Measured run) {
      String id = point.load().id();
      if (run.soundness().failure() != null) {
        return progress.broken(id, "", run.soundness().failure());
      }
      for (Violation violation : run.soundness().violations()) {
        findings.broken(new Broken(violation), id() + "/" + id, request.replay(id(), id));
      }
      String first =
          run.soundness().violations().isEmpty()
              ? "the run of " + point.name() + " ended with " + run.soundness().end()
              : run.soundness().violations().get(0).rule().title()
                  + ": "
                  + run.soundness().violations().get(0).message();
      return CaseRecord.fail(id, "", first);
    }
  }
}
