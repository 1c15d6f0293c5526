// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.Machine;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.keep.Checkpoint;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Defects;
import org.mmkit.suite.explore.Scenarios;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.detach.DetachV7;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;
import org.mmkit.unmap.sections.SectionsV1;

/** A system that is put back to its state after the set-up is as good as a fresh one. */
class ProgramRunsTest {
  private static final int SCHEDULES = 6;

  private static final String STACK_GROWTH =
      """
      @A | a stack grows into a range that is being unmapped | race | aims=L1
      map(510,2)
      w(510,'r')
      map(512,1,RW,ex='GROWSDOWN')
      w(512,'s')
      T1: unmap(510,2) => *
      T2: w(511,'x') => *
      T2: r(511) => *
      after: r(512) => *
      """;

  private static final String SET_UP_UNMAPS =
      """
      @B | the set-up calls the strategy | race | aims=L1
      map(0,4)
      fill(0,4)
      unmap(1,1)
      T1: unmap(0,4) => *
      T2: w(2,'x') => *
      """;

  static List<Program> shippedPrograms() {
    return Stream.concat(Scenarios.races().stream(), Scenarios.shipped().stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("shippedPrograms")
  void eachRunIsThatOfAFreshSystem(Program program) {
    ModelTarget target = target(program, new DetachV7(), true);
    ProgramRuns runs = new ProgramRuns(target, program, 1);
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      String fresh = text(target.run(program, new RandomWalk(7, schedule)));
      assertThat(text(runs.run(new RandomWalk(7, schedule))))
          .as("schedule %s", schedule)
          .isEqualTo(fresh);
    }
  }

  @Test
  void runsOfEveryShippedProgramReuseASystem() {
    List<String> anew = new ArrayList<>();
    for (Program program : shippedPrograms()) {
      ProgramRuns runs = warm(target(program, new ExclusiveMunmap(), false), program);
      if (!runs.reuses()) {
        anew.add(program.id());
      }
    }
    // Where the set-up itself unmaps, the instance of the strategy could remember it.
    assertThat(anew).allMatch(ProgramRunsTest::unmapsInItsSetUp);
  }

  private static boolean unmapsInItsSetUp(String id) {
    return shippedPrograms().stream()
        .filter(program -> program.id().equals(id))
        .flatMap(program -> program.setup().stream())
        .anyMatch(step -> List.of("unmap", "brk", "remap").contains(step.call().name()));
  }

  @ParameterizedTest
  @EnumSource
  void schedulesInTurnDoNotDisturbEachOther(FiberKind fiber) {
    if (fiber == FiberKind.CONTINUATION) {
      return; // Not everywhere; AUTO is the same where they work.
    }
    Program program = parse(STACK_GROWTH);
    ModelTarget target = target(new DetachV7(), fiber, true);
    ProgramRuns runs = warm(target, program);
    String a = text(target.run(program, new RandomWalk(3, 1)));
    String b = text(target.run(program, new RandomWalk(3, 17)));
    assertThat(a).isNotEqualTo(b);
    for (int turn = 0; turn < 20; turn++) {
      assertThat(text(runs.run(new RandomWalk(3, 1)))).isEqualTo(a);
      assertThat(text(runs.run(new RandomWalk(3, 17)))).isEqualTo(b);
    }
    assertThat(runs.reuses()).isTrue();
  }

  @ParameterizedTest
  @MethodSource("shippedPrograms")
  void whatIsPutBackIsInTheStateOfAFreshSystem(Program program) {
    ModelTarget target = target(program, new DetachV7(), false);
    ProgramRuns runs = warm(target, program);
    if (!runs.reuses()) {
      return;
    }
    for (int schedule = 0; schedule < SCHEDULES; schedule++) {
      runs.run(new RandomWalk(9, schedule));
    }
    ModelSystem fresh = target.system(program, new RandomWalk(1, 1), target.newPaths());
    assertThat(fresh.setUp()).isEqualTo(RunEnd.COMPLETED);
    assertThat(stateOf(runs.putBack())).isEqualTo(stateOf(fresh));
  }

  /** Each place alone is seen by the comparison; and all of them at once are put back. */
  @Test
  void aLeakInAnyPlaceIsSeenAndPutBack() {
    Program program = parse(STACK_GROWTH);
    ModelSystem system = warm(target(new DetachV7(), FiberKind.AUTO, false), program).putBack();
    Checkpoint checkpoint = system.checkpoint();
    String clean = StateDump.text(system.machine(), system.world());
    // The checkpoint is told not to look into these, which nobody changes.
    Set<StateDump.Slot> shared =
        Set.copyOf(
            StateDump.slots(
                program,
                system.machine().profile(),
                system.machine().options(),
                system.world().kernel().params()));
    List<StateDump.Slot> slots =
        StateDump.slots(system.machine(), system.world()).stream()
            .filter(slot -> !shared.contains(slot))
            .toList();
    int leaks = 0;
    for (StateDump.Slot slot : slots) {
      Object before = slot.get();
      if (overwrite(slot)) {
        String leaky = StateDump.text(system.machine(), system.world());
        assertThat(leaky.equals(clean)).as("a leak in %s is missed", slot).isFalse();
        slot.set(before);
        leaks++;
      }
    }
    assertThat(leaks).isGreaterThan(500);
    slots.forEach(ProgramRunsTest::overwrite);
    checkpoint.restore();
    assertThat(StateDump.text(system.machine(), system.world())).isEqualTo(clean);
  }

  private static boolean overwrite(StateDump.Slot slot) {
    Object before = slot.get();
    Object junk = null;
    if (before instanceof Integer number) {
      junk = number + 1;
    } else if (before instanceof Long number) {
      junk = number + 1;
    } else if (before instanceof Byte number) {
      junk = (byte) (number + 1);
    } else if (before instanceof Boolean flag) {
      junk = !flag;
    } else if (before == null) {
      return false;
    }
    slot.set(junk);
    return true;
  }

  @Test
  void aSetUpThatCallsTheStrategyIsMadeAnewEachTime() {
    Program program = parse(SET_UP_UNMAPS);
    assertThat(warm(target(new DetachV7(), FiberKind.AUTO, false), program).reuses()).isFalse();
  }

  @Test
  void eachRunHasAnInstanceOfTheStrategyOfItsOwn() {
    List<Object> called = new ArrayList<>();
    UnmapStrategy[] made = new UnmapStrategy[1];
    ModelTarget target =
        new ModelTarget(
            () -> made[0] = new Remembering(called),
            MachineProfile.byName("xeon-e5-2680-2018"),
            MachineOptions.defaults().withCpus(4),
            KernelParams.standard());
    ProgramRuns runs = warm(target, parse(STACK_GROWTH));
    called.clear();
    runs.run(new RandomWalk(1, 1));
    assertThat(called).containsExactly(made[0]);
    runs.run(new RandomWalk(1, 1));
    assertThat(called).hasSize(2).doesNotHaveDuplicates();
  }

  @Test
  void aScheduleIsKeptByWhoHasIt() {
    ProgramRuns runs = warm(target(new SectionsV1(), FiberKind.AUTO, false), parse(STACK_GROWTH));
    Outcome outcome = runs.run(new RandomWalk(1, 0));
    var schedule = outcome.machine().schedule();
    String text = schedule.toString();
    runs.run(new RandomWalk(1, 5));
    assertThat(schedule).hasToString(text);
  }

  /** Says who was called. */
  private record Remembering(List<Object> called) implements UnmapStrategy {
    @Override
    public int munmap(UnmapContext kernel, long start, long length) {
      called.add(this);
      return new ExclusiveMunmap().munmap(kernel, start, length);
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return 1;
    }
  }

  private static String stateOf(ModelSystem system) {
    system.plug(null, null);
    return StateDump.text(system.machine(), system.world());
  }

  private static ProgramRuns warm(ModelTarget target, Program program) {
    ProgramRuns runs = new ProgramRuns(target, program, 0);
    runs.run(new RandomWalk(5, 1));
    return runs;
  }

  private static ModelTarget target(UnmapStrategy strategy, FiberKind fiber, boolean trace) {
    MachineOptions plain = MachineOptions.defaults();
    return new ModelTarget(
        () -> strategy,
        MachineProfile.byName("xeon-e5-2680-2018"),
        (trace ? plain.withTrace().withLockLog() : plain)
            .withFibers(fiber)
            .withCpus(4)
            .withStepLimit(5_000),
        KernelParams.standard().withHpagePudSize(8192).withEntryByEntry(true));
  }

  private static ModelTarget target(Program program, UnmapStrategy strategy, boolean trace) {
    Setup setup = Setup.of(program, Defects.NONE, FiberKind.AUTO);
    return (trace ? setup.with(setup.machine().withTrace().withLockLog()) : setup)
        .target(() -> strategy);
  }

  private static Program parse(String text) {
    CaseParser parser = new CaseParser();
    parser.add("test", text);
    return parser.finish().get(0);
  }

  /** All that an outcome shows. */
  private static String text(Outcome outcome) {
    Machine machine = outcome.machine();
    StringBuilder text = new StringBuilder();
    text.append(outcome.end()).append(' ').append(machine.schedule()).append('\n');
    text.append(outcome.violations()).append(Objects.toString(outcome.failure())).append('\n');
    outcome.observations().forEach(observation -> text.append(observation).append('\n'));
    for (int step = 0; step < machine.trace().size(); step++) {
      text.append(machine.trace().line(step)).append(machine.trace().lockName(step)).append('\n');
    }
    text.append(machine.trace().notes()).append(machine.lockLog().holds());
    return text.append(machine.nowPs()).append(' ').append(machine.newId()).toString();
  }
}
