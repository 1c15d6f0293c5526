// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.ClassNameFilter.includeClassNamePatterns;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;
import static org.junit.platform.launcher.TagFilter.includeTags;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

class MmkitTestEngineTest {
  private static final String MUN =
      "[engine:mmkit]/[class:" + ExclusiveTest.class.getName() + "]/[case:MUN-020]";

  /** The munmap of Linux 4.18. */
  public static final class Exclusive implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int error = kernel.checkRange(start, length);
      if (error != 0) {
        return error;
      }
      kernel.mmapSem().downWrite();
      error = kernel.doMunmap(start, length);
      kernel.mmapSem().upWrite();
      return error;
    }
  }

  /** Unmaps nothing. */
  public static final class Nothing implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      return 0;
    }
  }

  /** Throws. */
  public static final class Thrower implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      throw new IllegalStateException("no");
    }
  }

  @Conformance(value = Exclusive.class, cases = "MUN-00*,MUN-020,MUN-021")
  static final class ExclusiveTest {}

  @Conformance(value = Nothing.class, cases = "MUN-002")
  static final class NothingTest {}

  @Conformance(value = Thrower.class, cases = "MUN-002")
  static final class ThrowerTest {}

  private static Events testsOf(Class<?> type) {
    return EngineTestKit.engine("mmkit").selectors(selectClass(type)).execute().testEvents();
  }

  private static List<String> uniqueIds(Events events) {
    return events.stream()
        .map(Event::getTestDescriptor)
        .map(TestDescriptor::getUniqueId)
        .map(UniqueId::toString)
        .toList();
  }

  @Test
  void eachCaseIsATestOfItsOwn() {
    Events tests = testsOf(ExclusiveTest.class);
    assertThat(tests.failed().count()).isZero();
    assertThat(tests.succeeded().count()).isGreaterThan(5);
    assertThat(uniqueIds(tests.succeeded())).contains(MUN);
  }

  @Test
  void aCaseIsRunAgainByItsUniqueId() {
    Events tests =
        EngineTestKit.engine("mmkit").selectors(selectUniqueId(MUN)).execute().testEvents();
    tests.assertStatistics(s -> s.started(1).succeeded(1));
  }

  @Test
  void aWrongStrategyFailsWithWhatTheKernelGave() {
    Events failed = testsOf(NothingTest.class).failed();
    assertThat(failed.count()).isEqualTo(1);
    assertThat(thrown(failed).getMessage())
        .startsWith("mun.cases:")
        .contains("instead of")
        .containsPattern("line +call +strategy +kernel")
        .containsPattern("SEGV_MAPERR +<--");
  }

  @Test
  void theSourceOfACaseIsItsLineInTheCaseFile() throws IOException {
    TestDescriptor test =
        testsOf(ExclusiveTest.class).succeeded().stream()
            .map(Event::getTestDescriptor)
            .filter(t -> t.getUniqueId().toString().equals(MUN))
            .findFirst()
            .orElseThrow();
    var source = (ClasspathResourceSource) test.getSource().orElseThrow();
    int line = source.getPosition().orElseThrow().getLine();
    ClassLoader loader = getClass().getClassLoader();
    try (InputStream file = loader.getResourceAsStream(source.getClasspathResourceName())) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(text.lines().toList().get(line - 1)).startsWith("@MUN-020 |");
    }
  }

  @Test
  void whatAStrategyThrowsIsTheCause() {
    Events failed = testsOf(ThrowerTest.class).failed();
    assertThat(failed.count()).isEqualTo(1);
    assertThat(thrown(failed)).hasRootCauseMessage("no");
  }

  private static Throwable thrown(Events failed) {
    return failed.stream()
        .findFirst()
        .orElseThrow()
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow();
  }

  @Test
  void aConfigurationParameterSelectsCases() {
    EngineExecutionResults results =
        EngineTestKit.engine("mmkit")
            .selectors(selectClass(ExclusiveTest.class))
            .configurationParameter("mmkit.case", "conformance/MUN-020")
            .configurationParameter("mmkit.fiber", "thread")
            .execute();
    results.testEvents().assertStatistics(s -> s.started(1).succeeded(1));
  }

  @Test
  void aParameterThatIsWrongFailsTheClass() {
    EngineExecutionResults results =
        EngineTestKit.engine("mmkit")
            .selectors(selectClass(ExclusiveTest.class))
            .configurationParameter("mmkit.seed", "many")
            .execute();
    results.containerEvents().assertStatistics(s -> s.failed(1));
  }

  @Test
  void casesCarryTheirTierAndFamilyAsTags() {
    assertThat(plan(includeTags("P1"))).isNotEmpty();
    assertThat(plan(includeTags("MUN"))).isNotEmpty();
    assertThat(plan(includeTags("MAP"))).isEmpty();
  }

  private static Set<String> plan(Filter<?> filter) {
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("org.mmkit.junit"))
            .filters(filter, includeClassNamePatterns(".*ExclusiveTest"))
            .filters(EngineFilter.includeEngines("mmkit"))
            .build();
    TestPlan plan = LauncherFactory.create().discover(request);
    return plan.getRoots().stream()
        .flatMap(root -> plan.getDescendants(root).stream())
        .filter(TestIdentifier::isTest)
        .map(TestIdentifier::getUniqueId)
        .collect(Collectors.toSet());
  }

  @Test
  void anotherClassIsNoneOfItsBusiness() {
    EngineTestKit.engine("mmkit")
        .selectors(selectClass(MmkitTestEngineTest.class))
        .execute()
        .containerEvents()
        .assertStatistics(s -> s.started(1).succeeded(1));
  }
}
