// SPDX-License-Identifier: Apache-2.0
package org.mmkit.plugin;

import java.util.List;
import java.util.stream.Stream;
import org.apache.maven.plugin.logging.Log;
import org.jspecify.annotations.Nullable;
import org.mmkit.plugin.grade.Rubric;
import org.mmkit.plugin.grade.Take;
import org.mmkit.plugin.perf.Limits;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.HostUse;
import org.mmkit.suite.JudgeRequest;

/** What the POM of an assignment says beside the stages: its cases, and what it allows. */
final class Assignment {

  private Assignment() {}

  /** What verify asks for. */
  static JudgeRequest asked(VerifyingMojo mojo, JudgeRequest.Perf measured, Rubric points) {
    HostUse.Target answers = Requests.target(mojo.target);
    List<String> stages =
        answers == HostUse.Target.HOST
            ? Requests.stagesOnHost(mojo.stages, mojo.expectKnown)
            : PerfRequests.stages(mojo.stages, measured, mojo.perf, points);
    return mojo.asked(
            stages,
            selection(mojo.selection(false), mojo.suite, mojo.stages),
            mojo.search(),
            JudgeRequest.Goal.host(HostUse.answers(answers)))
        .withPerf(measured);
  }

  /** What is asked of each submission: the same as of the work of one who verifies it. */
  static JudgeRequest asked(GradeMojo mojo, Take take, JudgeRequest.Perf measured, Rubric points) {
    boolean attacks = take == Take.SCHEDULES;
    List<String> stages =
        attacks
            ? GradeCall.attack(mojo.stages)
            : PerfRequests.stages(mojo.stages, measured, mojo.perf, points);
    JudgeRequest.Selection cases = mojo.selection(attacks);
    return mojo.asked(
            stages,
            attacks ? cases : selection(cases, mojo.suite, mojo.stages),
            mojo.search(),
            JudgeRequest.Goal.NONE)
        .withPerf(measured);
  }

  /** What is taken of the submissions, and what the assignment allows. */
  static GradeCall.Work work(GradeMojo mojo, Take take) {
    return new GradeCall.Work(
        take,
        mojo.variants,
        GradeCall.folder(mojo.folder),
        mojo.release,
        mojo.shard,
        take == Take.SCHEDULES ? Limits.NONE : limits(mojo.limits, mojo.stages, mojo.getLog()));
  }

  /** The cases of the assignment, unless the user names cases. */
  static JudgeRequest.Selection selection(
      JudgeRequest.Selection asked, String suite, List<String> stages) {
    boolean namesCases = !asked.glob().equals(CaseGlob.ALL);
    return namesCases ? asked : asked.withGlob(within(suite, stages));
  }

  /** The patterns for stages that run: who runs one stage alone means its part of the suite. */
  private static String within(String suite, List<String> stages) {
    List<String> running = Requests.trimmed(stages);
    List<String> patterns =
        Stream.of(suite.split(","))
            .map(String::strip)
            .filter(one -> !one.isEmpty())
            .filter(one -> running.stream().anyMatch(bare(one)::mayMatchIn))
            .toList();
    boolean takesSome = patterns.stream().anyMatch(one -> !one.startsWith(CaseGlob.OUT));
    return takesSome ? String.join(",", patterns) : suite;
  }

  private static CaseGlob bare(String pattern) {
    return new CaseGlob(pattern.startsWith(CaseGlob.OUT) ? pattern.substring(1) : pattern);
  }

  /** What the assignment allows; where nothing is measured, it says so. */
  static Limits limits(@Nullable List<String> limits, List<String> stages, Log log) {
    Limits parsed = Limits.parse(limits);
    if (!parsed.equals(Limits.NONE) && !Requests.trimmed(stages).contains(Limits.STAGE)) {
      log.warn(
          "mmkit: the limits "
              + String.join(", ", Requests.trimmed(limits))
              + " are not judged, because stage hold does not run (mmkit.stages).");
      return Limits.NONE;
    }
    return parsed;
  }
}
