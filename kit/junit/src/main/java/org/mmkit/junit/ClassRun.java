// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.Locale;
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

/** Runs the selected cases of one class, in one go of the stage. */
final class ClassRun {
  static final String STAGE = "conformance";
  static final String CASE = "mmkit.case";
  private static final String SEED = "mmkit.seed";
  private static final String FIBER = "mmkit.fiber";

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
      stage().run(request(), new TestProgress(descriptor, listener));
    } catch (Exception | LinkageError e) {
      result = TestExecutionResult.failed(e);
    }
    listener.executionFinished(descriptor, result);
  }

  private static Stage stage() {
    return Stages.all().stream().filter(s -> s.id().equals(STAGE)).findFirst().orElseThrow();
  }

  private StageRequest request() {
    String selected =
        descriptor.getChildren().stream()
            .map(child -> STAGE + "/" + ((CaseDescriptor) child).caseId())
            .collect(Collectors.joining(","));
    long seed = parameters.get(SEED, Long::valueOf).orElse(JudgeRequest.Search.DEFAULT_SEED);
    JudgeRequest asked =
        JudgeRequest.of(
                STAGE,
                JudgeRequest.Selection.QUICK.withGlob(selected),
                new JudgeRequest.Search(seed))
            .withFiber(parameters.get(FIBER, ClassRun::fiber).orElse(FiberKind.AUTO));
    return new StageRequest(asked, subject());
  }

  private static FiberKind fiber(String name) {
    return FiberKind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private Subject subject() {
    Class<? extends UnmapStrategy> type = descriptor.annotation().value();
    return new Subject(StrategyInfo.of(type, false), () -> ReflectionSupport.newInstance(type));
  }
}
