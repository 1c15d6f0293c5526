// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.fuzz;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Progress;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageCases;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StageResult;
import org.mmkit.suite.check.FindingSink;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;

/**
 * Runs programs that are made at random from one table, and compares each with the specification
 * and with {@code exclusive}. As a part of {@code verify} it makes few; as a goal of its own it
 * goes on, and begins with the programs of its corpus: in cases of so many programs that one takes
 * less than a minute. No case knows what another met, so that each can run elsewhere.
 */
public final class FuzzStage implements Stage {
  static final String ID = "fuzz";

  /** Programs in a run of {@code verify}. */
  private static final int PROGRAMS = 500;

  /** Programs of the goal where the user sets neither a number nor a time. */
  private static final int PROGRAMS_WHOLE = 100_000;

  /** Programs of a case where there are several. */
  private static final int CASE = 20_000;

  private final int size;

  /** The stage. */
  public FuzzStage() {
    this(CASE);
  }

  /** The same with another number of programs in a case. */
  FuzzStage(int size) {
    this.size = size;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public Set<Tier> tiers() {
    return EnumSet.allOf(Tier.class);
  }

  @Override
  public boolean searches() {
    return true;
  }

  @Override
  public StageResult run(StageRequest request, Progress progress) {
    return open(request, progress).all();
  }

  @Override
  public StageCases open(StageRequest request, Progress progress) {
    List<FuzzCase.Plan> plans =
        plans(request).stream()
            .filter(one -> request.selects(ID, FuzzCase.ID) || request.selects(ID, one.id()))
            .toList();
    progress.expect(plans.size());
    List<Program> seeds = request.whole() ? CaseFile.programs(request.caseFiles()) : List.of();
    FindingSink findings = new FindingSink(request, progress);
    List<StageCases.Job> jobs = new ArrayList<>();
    for (FuzzCase.Plan plan : plans) {
      Runnable body =
          () -> {
            FuzzCase one = new FuzzCase(request, plan, seeds, progress, findings);
            progress.run(plan.id(), "", one::judge);
          };
      jobs.add(new StageCases.Job(plan.id(), body));
    }
    return new StageCases(jobs, StageResult::nothing);
  }

  /** Where the user gives a time, nobody knows how many cases that are, and it is one. */
  private List<FuzzCase.Plan> plans(StageRequest request) {
    int programs = request.budget().orElse(request.whole() ? PROGRAMS_WHOLE : PROGRAMS);
    boolean lasting = request.asked().goal().minutes().isPresent();
    if (!request.whole() || lasting || programs <= size) {
      return List.of(FuzzCase.Plan.alone(programs, request.whole(), request.whole()));
    }
    int cases = (programs - 1) / size + 1;
    return IntStream.rangeClosed(1, cases)
        .mapToObj(number -> FuzzCase.Plan.of(number, cases, size, programs))
        .toList();
  }
}
