// SPDX-License-Identifier: Apache-2.0
package org.mmkit.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClasspathResourceSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;
import org.mmkit.unmap.MmuGather;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.VmaRange;

/** What stands beside {@link Conformance}. */
class SiblingsTest {
  private static final String REUSE =
      "[engine:mmkit]/[class:" + ReuseTest.class.getName() + "]/[explore:a15-reuse]";

  /** Lets go of the lock before the page tables are freed. */
  public static final class EarlyUnlock implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      int error = kernel.checkRange(start, length);
      if (error != 0) {
        return error;
      }
      kernel.mmapSem().downWrite();
      VmaRange vmas = kernel.lookupAndSplit(start, length);
      if (vmas.error() != 0 || vmas.isEmpty()) {
        kernel.mmapSem().upWrite();
        return vmas.error();
      }
      kernel.munlock(vmas);
      kernel.detach(vmas);
      kernel.mmapSem().downgradeWrite();
      MmuGather gather = kernel.tlbGather();
      gather.unmapVmas(vmas);
      kernel.mmapSem().upRead();
      gather.freePgtables(vmas);
      gather.finish();
      kernel.removeVmaList(vmas);
      return 0;
    }
  }

  @Explore(value = EarlyUnlock.class, cases = "a15-reuse", schedules = 10)
  static final class ReuseTest {}

  @Race(value = MmkitTestEngineTest.Exclusive.class, cases = "read,write", schedules = 20)
  static final class RaceTest {}

  @Rung(
      value = MmkitTestEngineTest.Exclusive.class,
      cases = "conformance/MUN-02*,explore/d01-refault,explore/d09-*",
      schedules = 10)
  static final class RungTest {}

  @Rung(value = MmkitTestEngineTest.Exclusive.class, cases = "explore/d01-refault")
  @Explore(value = EarlyUnlock.class, cases = "d01-refault")
  static final class TwiceTest {}

  @TempDir Path results;

  private EngineExecutionResults run(DiscoverySelector selector) {
    return EngineTestKit.engine("mmkit")
        .selectors(selector)
        .configurationParameter("mmkit.outputDirectory", results.toString())
        .execute();
  }

  private static TestDescriptor only(Events events) {
    List<Event> all = events.list();
    assertThat(all).hasSize(1);
    return all.get(0).getTestDescriptor();
  }

  private static Throwable thrown(Events failed) {
    return failed
        .list()
        .get(0)
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .orElseThrow();
  }

  @Test
  void aFailureShowsTheDiagramAndTheLineOfTheStrategy() throws IOException {
    EngineExecutionResults results = run(selectClass(ReuseTest.class));
    Events failed = results.testEvents().failed();
    assertThat(only(failed).getUniqueId()).hasToString(REUSE);
    assertThat(thrown(failed).getMessage())
        .contains("step     T1")
        .contains("! it shows")
        .containsPattern("strategy at\\s+SiblingsTest.java:")
        .contains("replay: mvn mmkit:replay -Dmmkit.sched=");
    StackTraceElement line = thrown(failed).getStackTrace()[0];
    assertThat(line.getFileName()).isEqualTo("SiblingsTest.java");
    assertThat(line.getClassName()).isEqualTo(SiblingsTest.class.getName());
    List<String> source =
        Files.readAllLines(Path.of("src/test/java/org/mmkit/junit/SiblingsTest.java"));
    assertThat(source.get(line.getLineNumber() - 1)).contains("gather.");
  }

  @Test
  void itsScheduleIsKeptWhereItsReplayLooks() throws IOException {
    Events tests = run(selectClass(ReuseTest.class)).testEvents();
    String replay = entries(tests).get("mmkit.replay");
    String file = replay.substring(replay.indexOf('=') + 1);
    assertThat(results.resolve("sched").resolve(file)).content().startsWith("mmkit-sched 1");
    try (Stream<Path> files = Files.list(results.resolve("sched"))) {
      assertThat(files).isNotEmpty();
    }
  }

  @Test
  void whatIsKnownOfATestIsPublishedWhileItRuns() {
    Events tests = run(selectClass(ReuseTest.class)).testEvents();
    assertThat(entries(tests)).containsKeys("mmkit.rule", "mmkit.replay");
    assertThat(tests.list().stream().map(event -> event.getType().name()).toList())
        .containsExactly("STARTED", "REPORTING_ENTRY_PUBLISHED", "FINISHED");
    Events passed = run(selectClass(RungTest.class)).testEvents();
    assertThat(entries(passed).get("mmkit.certificate"))
        .startsWith("bounded (2 preemptions): 2 tasks");
  }

  private static Map<String, String> entries(Events tests) {
    Map<String, String> all = new TreeMap<>();
    tests.reportingEntryPublished().stream()
        .map(event -> event.getRequiredPayload(ReportEntry.class))
        .forEach(entry -> all.putAll(entry.getKeyValuePairs()));
    return all;
  }

  @Test
  void aScenarioIsRunAgainByItsUniqueId() {
    run(selectUniqueId(REUSE)).testEvents().assertStatistics(s -> s.started(1).failed(1));
  }

  @Test
  void theSourceOfAScenarioIsItsLine() throws IOException {
    TestDescriptor test = only(run(selectClass(ReuseTest.class)).testEvents().failed());
    var source = (ClasspathResourceSource) test.getSource().orElseThrow();
    ClassLoader loader = getClass().getClassLoader();
    try (InputStream file = loader.getResourceAsStream(source.getClasspathResourceName())) {
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      int line = source.getPosition().orElseThrow().getLine();
      assertThat(text.lines().toList().get(line - 1)).startsWith("@a15-reuse |");
    }
    assertThat(test.getTags().stream().map(TestTag::getName)).contains("explore", "a15", "L4");
  }

  @Test
  void programsOfRaceAreTests() {
    Events tests = run(selectClass(RaceTest.class)).testEvents();
    assertThat(tests.failed().count()).isZero();
    assertThat(tests.succeeded().count()).isPositive();
    assertThat(tests.succeeded().list().get(0).getTestDescriptor().getUniqueId().toString())
        .contains("/[race:");
  }

  @Test
  void aRungHasCasesOfSeveralStages() {
    Events tests = run(selectClass(RungTest.class)).testEvents();
    assertThat(tests.failed().count()).isZero();
    List<String> ids =
        tests.succeeded().stream()
            .map(event -> event.getTestDescriptor().getUniqueId().getLastSegment().getValue())
            .toList();
    assertThat(ids).contains("MUN-020", "d01-refault", "d09-halves");
  }

  @Test
  void twoAnnotationsForOneStageFailTheClass() {
    Events classes = run(selectClass(TwiceTest.class)).containerEvents();
    classes.assertStatistics(s -> s.failed(1));
    assertThat(thrown(classes.failed())).hasMessageContaining("Two annotations ask for stage");
  }
}
