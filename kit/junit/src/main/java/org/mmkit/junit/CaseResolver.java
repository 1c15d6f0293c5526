// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.discovery.UniqueIdSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;
import org.mmkit.suite.CaseGlob;
import org.mmkit.suite.program.Program;

/** Finds classes with one of the annotations, and their cases. */
final class CaseResolver implements SelectorResolver {
  private final CaseGlob wanted;

  CaseResolver(ConfigurationParameters parameters) {
    wanted = new CaseGlob(parameters.get(ClassRun.CASE).orElse("*"));
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return Assigned.isOn(selector.getJavaClass())
        ? classOf(selector.getJavaClass(), context)
        : Resolution.unresolved();
  }

  @Override
  public Resolution resolve(UniqueIdSelector selector, Context context) {
    List<UniqueId.Segment> segments = selector.getUniqueId().getSegments();
    UniqueId.Segment last = segments.get(segments.size() - 1);
    if (last.getType().equals(ClassDescriptor.SEGMENT)) {
      return testClass(last).map(type -> classOf(type, context)).orElse(Resolution.unresolved());
    }
    Optional<ShippedStage> stage = ShippedStage.ofSegment(last.getType());
    if (stage.isPresent() && segments.size() > 1) {
      return testClass(segments.get(segments.size() - 2))
          .flatMap(type -> caseOf(type, stage.get(), last.getValue(), context))
          .orElse(Resolution.unresolved());
    }
    return Resolution.unresolved();
  }

  private static Optional<Class<?>> testClass(UniqueId.Segment segment) {
    return ReflectionSupport.tryToLoadClass(segment.getValue()).toOptional().filter(Assigned::isOn);
  }

  private Resolution classOf(Class<?> type, Context context) {
    return context
        .addToParent(parent -> Optional.of(new ClassDescriptor(parent.getUniqueId(), type)))
        .map(descriptor -> Match.exact(descriptor, () -> casesOf(descriptor)))
        .map(Resolution::match)
        .orElse(Resolution.unresolved());
  }

  private Set<DiscoverySelector> casesOf(ClassDescriptor descriptor) {
    Set<DiscoverySelector> cases = new LinkedHashSet<>();
    for (Assigned assigned : descriptor.assigned()) {
      for (String id : assigned.programs(wanted).keySet()) {
        UniqueId name = descriptor.getUniqueId().append(assigned.stage().segment(), id);
        cases.add(DiscoverySelectors.selectUniqueId(name));
      }
    }
    return cases;
  }

  private Optional<Resolution> caseOf(
      Class<?> type, ShippedStage stage, String caseId, Context context) {
    Program program = stage.programs().get(caseId);
    if (program == null) {
      return Optional.empty();
    }
    Optional<TestDescriptor> added =
        context.addToParent(
            () -> DiscoverySelectors.selectClass(type),
            parent -> Optional.of(new CaseDescriptor(parent.getUniqueId(), stage, program)));
    return added.map(descriptor -> Resolution.match(Match.exact(descriptor)));
  }
}
