// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.Violation;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.Broken;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.record.CaseRecord;
import org.mmkit.suite.record.Lane;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.Claim;

/**
 * The experiment of the cover letter: 80 GiB, every page present, one munmap, in virtual time. It
 * measures, and no number fails a strategy; a claim to downgrade that the numbers contradict is a
 * performance finding.
 */
public final class HoldStage implements Stage {
  private static final long KIB = 1024;
  private static final long GIB = KIB * KIB * KIB;
  private static final long LARGE = 80 * GIB;

  /** An exclusive hold that does not grow with the range stays below this. */
  private static final long SHORT_HOLD_NS = 20_000;

  /** The smaller ranges, whose exclusive hold is measured too. */
  private static final Map<String, Long> SIZES =
      new TreeMap<>(Map.of("4kib", 4 * KIB, "2mib", 2 * KIB * KIB, "1gib", GIB));

  private static final String SIZES_CASE = "sizes";

  /** 1 GiB that consists of many mappings. */
  private static final HoldRun.Range MANY = new HoldRun.Range(GIB, 16);

  private static final String MAPPINGS_CASE = "mappings";

  /** Twenty million times the pages must not mean more than this many times the hold. */
  private static final long GROWTH = 10;

  @Override
  public String id() {
    return "hold";
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    Hold hold = new Hold(request, progress);
    List<Probe> probes = new ArrayList<>();
    for (Probe probe : Probe.values()) {
      if (request.selects(id(), caseId(probe))) {
        probes.add(probe);
      }
    }
    Map<String, Supplier<CaseRecord>> others = new LinkedHashMap<>();
    others.put(SIZES_CASE, hold::small);
    others.put(MAPPINGS_CASE, hold::many);
    others.keySet().removeIf(name -> !request.selects(id(), name));
    progress.expect(probes.size() + others.size());
    for (Probe probe : probes) {
      progress.run(caseId(probe), "", () -> hold.large(probe));
    }
    others.forEach((name, run) -> progress.run(name, "", run));
    List<String> cases = new ArrayList<>(probes.stream().map(HoldStage::caseId).toList());
    cases.addAll(others.keySet());
    return new StageResult(hold.measures, hold.lanes, Exhibits.reachableBy(id(), cases));
  }

  private static String caseId(Probe probe) {
    return probe.run.replace(' ', '-');
  }

  /** The runs of one strategy. */
  private final class Hold {
    final TreeMap<String, Long> measures = new TreeMap<>();
    final List<Lane> lanes = new ArrayList<>();
    private final StageRequest request;
    private final Progress progress;
    private final FindingSink findings;
    private HoldRun.@Nullable Result undisturbed;

    Hold(StageRequest request, Progress progress) {
      this.request = request;
      this.progress = progress;
      this.findings = new FindingSink(request, progress);
    }

    CaseRecord large(Probe probe) {
      if (undisturbed == null) {
        undisturbed = measure(HoldRun.Range.ofOne(LARGE), Probe.NONE, 0);
      }
      HoldRun.Result result =
          probe == Probe.NONE
              ? undisturbed
              : measure(HoldRun.Range.ofOne(LARGE), probe, undisturbed.totalNs() / 10);
      String id = caseId(probe);
      if (result.failure() != null) {
        return progress.broken(id, "", result.failure());
      }
      if (result.end() != RunEnd.COMPLETED) {
        return broken(id, result);
      }
      lanes.addAll(result.lanes());
      if (probe == Probe.NONE) {
        measures.put("exclusive_hold_ns", result.exclusiveHoldNs());
        measures.put("exclusive_hold_sum_ns", result.exclusiveHoldSumNs());
        measures.put("read_hold_ns", result.readHoldNs());
        measures.put("total_ns", result.totalNs());
        compareWithClaim(id, result);
        nameNeedless(id, result);
      } else {
        measures.put(probe.measure, result.probeWaitNs());
      }
      return result.violations().isEmpty() ? CaseRecord.pass(id, "") : broken(id, result);
    }

    CaseRecord small() {
      for (Map.Entry<String, Long> size : SIZES.entrySet()) {
        HoldRun.Result result = measure(HoldRun.Range.ofOne(size.getValue()), Probe.NONE, 0);
        if (result.failure() != null) {
          return progress.broken(SIZES_CASE, "", result.failure());
        }
        if (result.end() != RunEnd.COMPLETED || !result.violations().isEmpty()) {
          return broken(SIZES_CASE, result);
        }
        measures.put("exclusive_hold_" + size.getKey() + "_ns", result.exclusiveHoldSumNs());
        nameNeedless(SIZES_CASE, result);
      }
      return CaseRecord.pass(SIZES_CASE, "");
    }

    CaseRecord many() {
      HoldRun.Result result = measure(MANY, Probe.NONE, 0);
      if (result.failure() != null) {
        return progress.broken(MAPPINGS_CASE, "", result.failure());
      }
      if (result.end() != RunEnd.COMPLETED || !result.violations().isEmpty()) {
        return broken(MAPPINGS_CASE, result);
      }
      measures.put("exclusive_hold_mappings_ns", result.exclusiveHoldSumNs());
      compareWithClaim(MAPPINGS_CASE, result);
      nameNeedless(MAPPINGS_CASE, result);
      return CaseRecord.pass(MAPPINGS_CASE, "");
    }

    /** Numbers never fail a strategy, but a rule that is broken on the way does. */
    private CaseRecord broken(String id, HoldRun.Result result) {
      String name = id() + "/" + id;
      for (Violation violation : result.violations()) {
        findings.broken(new Broken(violation), name, request.replay(id(), id));
      }
      String first =
          result.violations().isEmpty()
              ? "the run ended with " + result.end()
              : result.violations().get(0).rule().title()
                  + ": "
                  + result.violations().get(0).message();
      return CaseRecord.fail(id, "", first);
    }

    private HoldRun.Result measure(HoldRun.Range range, Probe probe, long arrivalNs) {
      progress.beginRun(true);
      Setup setup = Setup.standard(request.defects(), request.fiber());
      return HoldRun.measure(request.subject()::newStrategy, setup, range, probe, arrivalNs);
    }

    private void nameNeedless(String id, HoldRun.Result result) {
      for (Broken needless : result.work().needless()) {
        findings.broken(needless, id() + "/" + id, request.replay(id(), id));
      }
    }

    private void compareWithClaim(String id, HoldRun.Result result) {
      boolean claims = request.subject().info().claims().contains(Claim.DOWNGRADES);
      if (!claims || result.exclusiveHoldSumNs() <= SHORT_HOLD_NS) {
        return;
      }
      long ofOnePage =
          measure(HoldRun.Range.ofOne(SIZES.getOrDefault("4kib", 0L)), Probe.NONE, 0)
              .exclusiveHoldSumNs();
      if (result.exclusiveHoldSumNs() <= GROWTH * ofOnePage) {
        return;
      }
      String name = id() + "/" + id;
      String replay = request.replay(id(), id);
      String sentence =
          "mmap_sem is held for writing for "
              + result.exclusiveHoldSumNs()
              + " ns, and to unmap a page for "
              + ofOnePage
              + " ns";
      findings.broken(new Broken(SpecRule.PF1, sentence), name, replay);
    }
  }
}
