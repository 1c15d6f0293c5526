// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.toolchain.ToolchainManager;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.PerfGrid;

/** What judging ways to unmap takes, whether the project is compiled first or not. */
abstract class VerifyingMojo extends ComparingMojo {
  /** Classes, or ids of shipped strategies. Default: the one in the project's classes. */
  @Parameter(property = "mmkit.strategy")
  @Nullable List<String> strategies;

  /**
   * What carries out the cases of stage conformance: {@code model}, with the strategy in it, or
   * {@code host}, the kernel that this machine runs, which shows whether cases are right. With
   * {@code host} no other stage runs.
   */
  @Parameter(property = "mmkit.target", defaultValue = "model")
  String target;

  /** The stages to run. */
  @Parameter(property = "mmkit.stages", defaultValue = "conformance,race,explore,fuzz,hold,perf")
  List<String> stages;

  /**
   * Which loads stage perf measures: {@code none}, {@code smoke} (default: a few small points),
   * {@code small} or {@code whole}.
   */
  @Parameter(property = "mmkit.perf")
  @Nullable String perf;

  /** Files of loads, or folders of {@code *.loads}: measured in place of the shipped ones. */
  @Parameter(property = "mmkit.loads")
  @Nullable List<File> loads;

  /** A rubric: what points are given for, and how much each load counts in the score. */
  @Parameter(property = "mmkit.rubric")
  @Nullable File rubric;

  /** Days that the work is late, for the rubric. */
  @Parameter(property = "mmkit.daysLate", defaultValue = "0")
  String daysLate;

  /** The cases that an assignment judges, where mmkit.case names none: patterns like its own. */
  @Parameter(property = "mmkit.suite", defaultValue = "*")
  String suite;

  /** What stage hold may measure at most, such as {@code exclusive_hold<=20us}; beyond fails. */
  @Parameter(property = "mmkit.limits")
  @Nullable List<String> limits;

  /** Which part of the cases to run, such as {@code 3/16}; {@code mmkit:merge} folds them. */
  @Parameter(property = "mmkit.shard")
  @Nullable String shard;

  /**
   * Whether a strategy that fails is judged no further when the first causes are known: {@code
   * true}, {@code false}, or {@code auto}: at a terminal, where nothing needs all cases.
   */
  @Parameter(property = "mmkit.failFast", defaultValue = "auto")
  String failFast;

  /**
   * Whether a shipped strategy has to show exactly its known defects, as far as the stages can
   * reach them.
   */
  @Parameter(property = "mmkit.expectKnown", defaultValue = "false")
  boolean expectKnown;

  VerifyingMojo(ToolchainManager toolchains) {
    super(toolchains);
  }

  @Override
  final boolean replacesResults() {
    return true;
  }

  @Override
  final boolean namesStrategy() {
    return !Requests.trimmed(strategies).isEmpty();
  }

  @Override
  final JudgeRequest.Search search() {
    return FailFast.search(this);
  }

  @Override
  final void call() throws MojoFailureException {
    JudgeRequest.Perf measured = PerfRequests.perf(perf, PerfGrid.SMOKE, loads);
    Rubric points = PerfRequests.rubric(rubric, measured);
    JudgeRequest asked = Assignment.asked(this, measured, points);
    new VerifyCall(getLog(), session)
        .sharing(Sharing.of(this))
        .since(earlier())
        .weighingBy(points.weights())
        .givingPoints(points, Whole.small("mmkit.daysLate", daysLate))
        .allowing(Assignment.limits(limits, stages, getLog()))
        .run(Requests.of(this, strategies, asked, expectKnown));
  }
}
