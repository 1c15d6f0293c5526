// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import org.mmkit.suite.program.Cases;
import org.mmkit.suite.program.Program;

/** Finds classes with {@link Conformance}, and their cases. */
final class ConformanceResolver implements SelectorResolver {
  private final CaseGlob wanted;
  private final Supplier<Map<String, Program>> programs = new ShippedPrograms();

  ConformanceResolver(ConfigurationParameters parameters) {
    wanted = new CaseGlob(parameters.get(ClassRun.CASE).orElse("*"));
  }

  static boolean isConformance(Class<?> type) {
    return type.isAnnotationPresent(Conformance.class);
  }

  /**
   * The sequential cases of the kit by id, read once and only if there is a class to run them on.
   */
  private static final class ShippedPrograms implements Supplier<Map<String, Program>> {
    private @Nullable Map<String, Program> byId;

    @Override
    public Map<String, Program> get() {
      if (byId == null) {
        byId =
            Cases.shipped().stream()
                .filter(Program::isSequential)
                .collect(
                    Collectors.toMap(
                        Program::id, Function.identity(), (a, b) -> a, LinkedHashMap::new));
      }
      return byId;
    }
  }

  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return isConformance(selector.getJavaClass())
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
    if (last.getType().equals(CaseDescriptor.SEGMENT) && segments.size() > 1) {
      return testClass(segments.get(segments.size() - 2))
          .flatMap(type -> caseOf(type, last.getValue(), context))
          .orElse(Resolution.unresolved());
    }
    return Resolution.unresolved();
  }

  private static Optional<Class<?>> testClass(UniqueId.Segment segment) {
    return ReflectionSupport.tryToLoadClass(segment.getValue())
        .toOptional()
        .filter(ConformanceResolver::isConformance);
  }

  private Resolution classOf(Class<?> type, Context context) {
    return context
        .addToParent(parent -> Optional.of(new ClassDescriptor(parent.getUniqueId(), type)))
        .map(descriptor -> Match.exact(descriptor, () -> casesOf(descriptor)))
        .map(Resolution::match)
        .orElse(Resolution.unresolved());
  }

  private Set<DiscoverySelector> casesOf(ClassDescriptor descriptor) {
    CaseGlob ofClass = new CaseGlob(descriptor.annotation().cases());
    return programs.get().keySet().stream()
        .map(id -> new Named(id, ClassRun.STAGE + "/" + id))
        .filter(c -> ofClass.matches(c.name()) && wanted.matches(c.name()))
        .map(c -> descriptor.getUniqueId().append(CaseDescriptor.SEGMENT, c.id()))
        .map(DiscoverySelectors::selectUniqueId)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private record Named(String id, String name) {}

  private Optional<Resolution> caseOf(Class<?> type, String caseId, Context context) {
    Program program = programs.get().get(caseId);
    if (program == null) {
      return Optional.empty();
    }
    Optional<TestDescriptor> added =
        context.addToParent(
            () -> DiscoverySelectors.selectClass(type),
            parent -> Optional.of(new CaseDescriptor(parent.getUniqueId(), program)));
    return added.map(descriptor -> Resolution.match(Match.exact(descriptor)));
  }
}
