// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.TestExecutionResult;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.JudgeRequest;
import org.mmkit.suite.Stage;
import org.mmkit.suite.StageRequest;
import org.mmkit.suite.StrategyInfo;
import org.mmkit.suite.Subject;
import org.mmkit.suite.catalogue.Stages;
import org.mmkit.unmap.UnmapStrategy;

/** Runs the selected cases of one class, each stage in one go. */
final class ClassRun {
  static final String CASE = "mmkit.case";
  private static final String SEED = "mmkit.seed";
  private static final String FIBER = "mmkit.fiber";
  private static final String BUDGET = "mmkit.budget";
  private static final String FOLDER = "mmkit.outputDirectory";

  private final ClassDescriptor descriptor;
  private final ConfigurationParameters parameters;
  private final EngineExecutionListener listener;

  ClassRun(
      ClassDescriptor descriptor,
      ConfigurationParameters parameters,
      EngineExecutionListener listener) {
    this.descriptor = descriptor;
    this.parameters = parameters;
    this.listener = listener;
  }

  void execute() {
    listener.executionStarted(descriptor);
    TestExecutionResult result = TestExecutionResult.successful();
    try {
      Set<ShippedStage> done = EnumSet.noneOf(ShippedStage.class);
      for (Assigned assigned : descriptor.assigned()) {
        if (!done.add(assigned.stage())) {
          throw new IllegalStateException(
              "Two annotations ask for stage "
                  + assigned.stage().id()
                  + ": put one of them on a class of its own.");
        }
        run(assigned);
      }
    } catch (Exception | LinkageError e) {
      result = TestExecutionResult.failed(e);
    }
    listener.executionFinished(descriptor, result);
  }

  private void run(Assigned assigned) {
    List<CaseDescriptor> cases = descriptor.cases(assigned.stage());
    if (!cases.isEmpty()) {
      KeptSchedules kept = new KeptSchedules(parameters.get(FOLDER).orElse(KeptSchedules.FOLDER));
      TestProgress progress = new TestProgress(cases, assigned.strategy(), listener, kept);
      stage(assigned.stage()).run(request(assigned, cases), progress);
    }
  }

  private static Stage stage(ShippedStage wanted) {
    return Stages.all().stream().filter(s -> s.id().equals(wanted.id())).findFirst().orElseThrow();
  }

  private StageRequest request(Assigned assigned, List<CaseDescriptor> cases) {
    String selected =
        cases.stream()
            .map(one -> assigned.stage().id() + "/" + one.caseId())
            .collect(Collectors.joining(","));
    long seed = parameters.get(SEED, Long::valueOf).orElse(JudgeRequest.Search.DEFAULT_SEED);
    JudgeRequest.Search search = new JudgeRequest.Search(seed);
    Optional<Integer> budget = parameters.get(BUDGET, Integer::valueOf);
    JudgeRequest asked =
        JudgeRequest.of(
                assigned.stage().id(),
                selection(cases).withGlob(selected),
                assigned.stage().searches()
                    ? search.withBudget(budget.orElse(assigned.schedules()))
                    : search)
            .withFiber(parameters.get(FIBER, ClassRun::fiber).orElse(FiberKind.AUTO));
    return new StageRequest(asked, subject(assigned.strategy()));
  }

  /** What runs only where all is asked for makes the search longer too. */
  private static JudgeRequest.Selection selection(List<CaseDescriptor> cases) {
    return cases.stream().allMatch(CaseDescriptor::isUsual)
        ? JudgeRequest.Selection.QUICK
        : JudgeRequest.Selection.WHOLE;
  }

  private static FiberKind fiber(String name) {
    return FiberKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static Subject subject(Class<? extends UnmapStrategy> type) {
    return new Subject(StrategyInfo.of(type, false), () -> ReflectionSupport.newInstance(type));
  }
}
