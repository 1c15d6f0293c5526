// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** A task alone in its address space runs ahead, and nothing comes out otherwise. */
class RunAheadTest {
  private static final long BUDGET = 6_000;
  private static final List<Integer> TASKS = List.of(2, 7, 32);

  @ParameterizedTest
  @ValueSource(strings = {"xeon-e5-2680-2018", "2s-40t-v4.15", "4s-192"})
  void theSameAsStepByStep(String profile) {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO).with(MachineProfile.byName(profile));
    for (Load load : Loads.shipped()) {
      if (load.extent().modes().contains(Mode.PROCESSES)) {
        for (String strategy : List.of("exclusive", "merged-5.8", "gather-6.12")) {
          int tasks = TASKS.get(Math.floorMod((load.id() + strategy).hashCode(), TASKS.size()));
          Point point = new Point(load, Mode.PROCESSES, tasks, load.smallSizes());
          requireSame(point, strategy, setup, Zap.IN_PLACE);
        }
      }
    }
  }

  @Test
  void theSameForTheIdealAndWherePagesAreChecked() {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO);
    for (String id : List.of("page_fault1", "tlb_flush1", "stress-vm", "brk2")) {
      Load load = load(Loads.shipped(), id);
      Point point = new Point(load, Mode.PROCESSES, 8, load.smallSizes());
      requireSame(point, "exclusive", setup, Zap.AFTER_THE_LOCK);
    }
  }

  /** Where tasks wait for each other, and where they come to share a file on the way. */
  @Test
  void theSameWhereTasksMeet() {
    String text =
        """
        @together | all wait for all | perf | modes=processes | tasks=5
        loop: a = mmap(rnd(1,9) * P, RW, 'pa'); touch(a, P); munmap(a, 9 * P)
        loop: sync()

        @common | at some time they map a file of all | perf | modes=processes | tasks=5
        loop: a = mmap(8 * P, RW, 'pa'); touch(a, 8 * P); munmap(a, 8 * P)
        loop: b = mmap(4 * P, RW, 'sF'); touch(b, 4 * P); munmap(b, 4 * P)
        """;
    Setup setup =
        Setup.standard(Defects.NONE, FiberKind.AUTO).with(MachineProfile.byName("2s-40t-v4.15"));
    for (Load load : Loads.of(List.of(new CaseFile("meet.loads", text)))) {
      requireSame(
          new Point(load, Mode.PROCESSES, 5, load.sizes()), "merged-5.8", setup, Zap.IN_PLACE);
    }
  }

  @Test
  void theSameOnThreads() {
    Load load = load(Loads.shipped(), "page_fault2");
    Point point = new Point(load, Mode.PROCESSES, 4, load.smallSizes());
    Setup any = Setup.standard(Defects.NONE, FiberKind.AUTO);
    Setup threads = Setup.standard(Defects.NONE, FiberKind.THREAD);
    assertThat(all(point, "merged-5.8", any, Zap.IN_PLACE))
        .isEqualTo(all(point, "merged-5.8", threads, Zap.IN_PLACE));
  }

  private static Load load(List<Load> loads, String id) {
    return loads.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
  }

  private static void requireSame(Point point, String strategy, Setup setup, Zap zap) {
    Setup slow = setup.with(setup.machine().withoutRunningAhead());
    assertThat(all(point, strategy, setup, zap))
        .as(point.name() + " with " + strategy)
        .isEqualTo(all(point, strategy, slow, zap));
  }

  /** Everything that is known of a run. */
  private static List<String> all(Point point, String id, Setup setup, Zap zap) {
    Supplier<UnmapStrategy> strategy = () -> strategy(id);
    Measured run = LoadRun.measure(point, strategy, setup, zap, 7, BUDGET);
    assertThat(run.isSound()).as(point.name() + " " + run.soundness()).isTrue();
    List<String> all = new ArrayList<>();
    all.add(run.window().toString());
    all.add("interrupts " + run.interrupts());
    all.add("longest " + run.ledger().longest());
    all.add("munmap " + run.latencies().munmapPs());
    all.add("faults " + Arrays.hashCode(run.latencies().faultsPs()));
    for (Site site : Site.values()) {
      Holds holds = run.holds();
      all.add(
          site
              + " "
              + holds.exclusivePs(site)
              + " "
              + holds.readPs(site)
              + " "
              + holds.readerWaitPs(site)
              + " "
              + holds.writerWaitPs(site));
    }
    return all;
  }

  private static UnmapStrategy strategy(String id) {
    try {
      return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
