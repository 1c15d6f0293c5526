// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.Optional;
import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/** The engine {@code mmkit}: finds classes with an annotation and runs their cases. */
public final class MmkitTestEngine implements TestEngine {
  private static final EngineDiscoveryRequestResolver<TestDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.builder()
          .addClassContainerSelectorResolver(Assigned::isOn)
          .addSelectorResolver(
              context ->
                  new CaseResolver(context.getDiscoveryRequest().getConfigurationParameters()))
          .build();

  @Override
  public String getId() {
    return "mmkit";
  }

  @Override
  public Optional<String> getGroupId() {
    return Optional.of("org.mmkit");
  }

  @Override
  public Optional<String> getArtifactId() {
    return Optional.of("mmkit-junit");
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId uniqueId) {
    EngineDescriptor engine = new EngineDescriptor(uniqueId, "mmkit");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  public void execute(ExecutionRequest request) {
    TestDescriptor engine = request.getRootTestDescriptor();
    request.getEngineExecutionListener().executionStarted(engine);
    for (TestDescriptor child : engine.getChildren()) {
      new ClassRun(
              (ClassDescriptor) child,
              request.getConfigurationParameters(),
              request.getEngineExecutionListener())
          .execute();
    }
    request
        .getEngineExecutionListener()
        .executionFinished(engine, TestExecutionResult.successful());
  }
}
