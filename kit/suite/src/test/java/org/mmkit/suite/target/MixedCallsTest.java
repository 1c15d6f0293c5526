// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.target;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.RunEnd;
import org.mmkit.machine.policy.RandomWalk;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.program.CaseParser;
import org.mmkit.suite.program.Program;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/**
 * Three tasks that call whatever there is, at random: no invariant breaks, nobody waits for ever.
 */
class MixedCallsTest {
  private static final int PROGRAMS = 150;
  private static final int TASKS = 3;
  private static final int CALLS = 6;

  private static final String SETUP =
      """
      map(0,16)
      fill(0,16)
      map(20,8,RW,'sf')
      map(30,8,RW,'pf')
      map(40,8,RW,'sm')
      map(512,1024,RW,'pa',ex='HUGETLB')
      brk_init()
      brk(8)
      shm(4)
      shmat(60)
      uffd_open()
      """;

  /** %1 and %2 are pages near the mappings, %3 a length, %4 a multiple of a huge page. */
  private static final String[] CALLS_OF_TASKS = {
    "r(%1)",
    "w(%1,'y')",
    "w(%1,'z')",
    "pat(%1,%3)",
    "unmap(%1,%3)",
    "map(%1,%3)",
    "map(%1,%3,RW,'sf')",
    "map(%1,%3,R,'pf',off=%3)",
    "prot(%1,%3,R)",
    "prot(%1,%3,RW)",
    "remap(%1,%3,%3,'MF',%2)",
    "remap(%1,%3,2,'')",
    "remap(%1,%3,%3+2,'M')",
    "remap(%1,%3,%3,'MFD',%2)",
    "remap(%1,0,%3,'MF',%2)",
    "remap(%1,%3,1,'MF',%2)",
    "adv(%1,%3,'DONTNEED')",
    "adv(%1,%3,'GUARD_INSTALL')",
    "lock(%1,%3)",
    "unlock(%1,%3)",
    "pvr(%1,4096*%3)",
    "pvw(%1,4096*%3)",
    "rd(%1,%3)",
    "memwr(%1,'f')",
    "memrd(%1)",
    "brk(%3)",
    "brk(8+%3)",
    "wb(%3)",
    "rb(2)",
    "unmapb(1,%3)",
    "mapb(%3,1)",
    "shmat(%1,0x4000)",
    "shmat(%1)",
    "shmdt(%1)",
    "shmdt(60)",
    "shmrm()",
    "ureg(%1,%3)",
    "uunreg(%1,%3)",
    "ucopy(%1,%3)",
    "uzero(%1,%3)",
    "upoison(%1,1)",
    "ucont(%1,%3)",
    "umove(%1,%3,1)",
    "uwp(%1,%3)",
    "w(%4)",
    "r(%4)",
    "adv(%4,512,'DONTNEED')",
    "unmap(%4,512)",
    "remap(%4,512,512,'MF',2048+%4)",
    "map(%4,512,RW,'sa',ex='HUGETLB')",
    "fork('w(%1);w(%4)')",
    "ftrunc(%3)",
    "ftrunc(16)",
    "fpunch(%3,1)",
    "msync(%1,%3,'SYNC')",
    "maps()",
    "uprobe(1)",
    "map(%1,4,RX,'pf',fd='u')",
    "rfp(%1,1,0,%3)",
    "mincore(%1,%3)"
  };

  @ParameterizedTest
  @ValueSource(
      strings = {
        "exclusive",
        "detach-v7",
        "merged-4.20",
        "merged-5.8",
        "pervma-6.4",
        "gather-6.12"
      })
  void randomCallsInThreeTasksBreakNothing(String strategy) {
    for (long seed = 0; seed < PROGRAMS; seed++) {
      check(strategy, seed);
    }
  }

  static void check(String strategy, long seed) {
    Program program = program(seed);
    Outcome outcome = target(strategy).run(program, new RandomWalk(seed, 1));
    String what = "seed " + seed + " on " + strategy + "\n" + outcome.observations();
    assertThat(outcome.failure()).as(what).isNull();
    assertThat(outcome.violations()).as(what).isEmpty();
    assertThat(outcome.end()).as(what).isEqualTo(RunEnd.COMPLETED);
  }

  private static ModelTarget target(String id) {
    Supplier<UnmapStrategy> strategy =
        () -> {
          try {
            return ShippedStrategies.byId(id).orElseThrow().getDeclaredConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        };
    return new ModelTarget(
        strategy,
        MachineProfile.byName("xeon-e5-2680-2018"),
        MachineOptions.defaults().withCpus(TASKS),
        KernelParams.standard());
  }

  static Program program(long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder("@MIX-1 | mixed calls | race\n").append(SETUP);
    for (int task = 1; task <= TASKS; task++) {
      for (int call = 0; call < CALLS; call++) {
        text.append('T').append(task).append(": ").append(call(random)).append(" => *\n");
      }
    }
    CaseParser parser = new CaseParser();
    parser.add("mixed-" + seed, text.toString());
    return parser.finish().get(0);
  }

  private static String call(Random random) {
    int[] starts = {0, 0, 20, 30, 40, 60};
    String form = CALLS_OF_TASKS[random.nextInt(CALLS_OF_TASKS.length)];
    return form.replace("%1", page(random, starts))
        .replace("%2", page(random, starts))
        .replace("%3", Integer.toString(1 + random.nextInt(6)))
        .replace("%4", Integer.toString(512 * (1 + random.nextInt(3))));
  }

  private static String page(Random random, int[] starts) {
    return Integer.toString(starts[random.nextInt(starts.length)] + random.nextInt(8));
  }
}
