// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.museum.Exhibits;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.record.CaseRecord;

/** Searches the schedules of the programs of one tier, as far as a plan says. */
abstract class SearchStage implements Stage {

  /** A case about all the programs together. */
  record Check(String id, Judge judge) {

    /** How it is judged. */
    interface Judge {
      CaseRecord judge(
          List<Program> programs, StageRequest request, Progress progress, FindingSink findings);
    }
  }

  private final Tier tier;

  SearchStage(Tier tier) {
    this.tier = tier;
  }

  /** All programs of the tier: those that are shipped, and those of the user. */
  abstract List<Program> programs(StageRequest request);

  /** How one of them is searched. */
  abstract Plan plan(StageRequest request, Program program);

  /** What is judged before the programs. */
  Optional<Check> before() {
    return Optional.empty();
  }

  /** What is judged after them. */
  Optional<Check> after() {
    return Optional.empty();
  }

  @Override
  public final String id() {
    return tier.text();
  }

  @Override
  public final Set<Tier> tiers() {
    return Set.of(tier);
  }

  @Override
  public final boolean searches() {
    return true;
  }

  @Override
  public final StageResult run(StageRequest request, Progress progress) {
    return open(request, progress).all();
  }

  @Override
  public final StageCases open(StageRequest request, Progress progress) {
    List<Program> programs =
        programs(request).stream().filter(one -> request.selects(id(), one.id())).toList();
    Optional<Check> first = before().filter(one -> isWanted(one, programs, request));
    Optional<Check> last = after().filter(one -> isWanted(one, programs, request));
    progress.expect(programs.size() + (first.isPresent() ? 1 : 0) + (last.isPresent() ? 1 : 0));
    FindingSink findings = new FindingSink(request, progress);
    List<StageCases.Job> jobs = new ArrayList<>();
    first.ifPresent(one -> jobs.add(job(one, programs, request, progress, findings)));
    for (Program program : programs) {
      Plan plan = plan(request, program);
      ExploreCase search = new ExploreCase(plan, program, request, progress, findings);
      jobs.add(
          new StageCases.Job(
              program.id(), () -> progress.run(program.id(), tier.text(), search::judge)));
    }
    last.ifPresent(one -> jobs.add(job(one, programs, request, progress, findings)));
    return new StageCases(
        jobs, () -> StageResult.reaching(Exhibits.reachableBy(id(), Program.ids(programs))));
  }

  private boolean isWanted(Check check, List<Program> programs, StageRequest request) {
    return !programs.isEmpty() && request.selects(id(), check.id());
  }

  private static StageCases.Job job(
      Check check,
      List<Program> programs,
      StageRequest request,
      Progress progress,
      FindingSink findings) {
    return new StageCases.Job(
        check.id(),
        () ->
            progress.run(
                check.id(), "", () -> check.judge().judge(programs, request, progress, findings)));
  }
}
