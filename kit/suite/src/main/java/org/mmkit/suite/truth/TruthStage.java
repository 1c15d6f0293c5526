// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.truth;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.host.Host;
import org.mmkit.suite.host.HostFacts;
import org.mmkit.suite.host.Unplayable;
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;

/**
 * Compares model, sequential specification and running kernel: on the shipped cases, on those of
 * the user, and on random programs.
 */
public final class TruthStage implements Stage {
  /** The case that says which kernel this is. */
  public static final String KERNEL = "kernel";

  /** The case that says whether the kernel gave all huge pages back. */
  public static final String POOL = "huge-pages";

  /** Measure: random programs that all witnesses carried out. */
  public static final String COMPARED = "random_compared";

  /** Measure: those of them in which the witnesses differ. */
  public static final String DIFFERING = "random_differing";

  /** Measure: random programs that were not compared. */
  public static final String SKIPPED = "random_skipped";

  @Override
  public String id() {
    return "truth";
  }

  @Override
  public boolean ofAGoal() {
    return true;
  }

  @Override
  public Set<Tier> tiers() {
    return EnumSet.complementOf(EnumSet.of(Tier.RACE, Tier.EXPLORE));
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    try (Host host = Host.open()) {
      return compare(request, progress, host);
    } catch (Unplayable why) {
      progress.expect(1);
      progress.run(KERNEL, "", () -> CaseRecord.skip(KERNEL, "", why.reason()));
      return StageResult.nothing();
    }
  }

  private StageResult compare(StageRequest request, Progress progress, Host host) {
    List<Program> programs = programs(request);
    Witnesses witnesses = new Witnesses(request, host);
    TruthCase cases = new TruthCase(witnesses, progress);
    RandomTruth random = new RandomTruth(request, cases, progress);
    progress.expect(2 + programs.size() + random.chunks());
    progress.run(KERNEL, "", () -> kernel(host));
    for (Program program : programs) {
      progress.run(program.id(), program.tier().text(), () -> cases.judge(program));
    }
    Count count = random.run();
    progress.run(POOL, "", () -> pool(host));
    return new StageResult(count.measures(), List.of(), new TreeSet<>());
  }

  private List<Program> programs(StageRequest request) {
    List<Program> all = new ArrayList<>(Cases.shipped(one -> request.selects(id(), one)));
    all.addAll(CaseFile.programs(request.caseFiles()));
    all.removeIf(one -> !one.isSequential() || !request.selects(id(), one.id()));
    return all;
  }

  private static CaseRecord kernel(Host host) {
    String traits = host.traits().text();
    List<String> settings = new ArrayList<>();
    HostFacts.settings().forEach((name, value) -> settings.add(name + "=" + value));
    settings.add("other than recorded: " + (traits.isEmpty() ? "nothing" : traits));
    return CaseRecord.pass(KERNEL, "", String.join("; ", settings));
  }

  private static CaseRecord pool(Host host) {
    return host.leak()
        .map(leak -> CaseRecord.fail(POOL, "", leak))
        .orElseGet(() -> CaseRecord.pass(POOL, "", "all were given back"));
  }
}
