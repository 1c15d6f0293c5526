// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.anchor;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.StageRun;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.LoadRun;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Mode;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;

/**
 * A machine with a strategy, on which shipped loads run.
 *
 * @param profile the machine
 * @param policy the rule of its semaphores
 * @param strategy the id of a shipped one
 */
record Stand(MachineProfile profile, String policy, String strategy) {
  private static final Map<String, Load> LOADS = new TreeMap<>();
  private static final long SEED = 1;
  private static final int SEEDS = 5;

  static {
    Loads.shipped().forEach(load -> LOADS.put(load.id(), load));
  }

  /** The machine of a profile with the rule that it names. */
  static Stand of(String profile, String strategy) {
    MachineProfile machine = MachineProfile.byName(profile);
    return new Stand(machine, machine.policy(), strategy);
  }

  Stand with(String otherStrategy) {
    return new Stand(profile, policy, otherStrategy);
  }

  Stand under(String otherPolicy) {
    return new Stand(profile, otherPolicy, strategy);
  }

  Setup setup() {
    Setup standard = Setup.standard(Defects.NONE, FiberKind.AUTO).with(profile);
    return standard.with(
        standard.machine().withLocks(standard.machine().locks().withPolicy(LockPolicy.of(policy))));
  }

  /** Operations in a second of all tasks together. */
  double ops(String load, Mode mode, int tasks, long budget) {
    return run(load, mode, tasks, budget).opsPerSecond();
  }

  /** The median over some seeds. */
  double medianOps(String load, Mode mode, int tasks, long budget) {
    double[] ops = new double[SEEDS];
    for (int i = 0; i < SEEDS; i++) {
      ops[i] = run(LOADS.get(load), mode, tasks, budget, SEED + i).opsPerSecond();
    }
    Arrays.sort(ops);
    return ops[SEEDS / 2];
  }

  /** One run of a shipped load with the sizes of the small grid. */
  Measured run(String load, Mode mode, int tasks, long budget) {
    return run(LOADS.get(load), mode, tasks, budget, SEED);
  }

  /** A load of a test. */
  Measured runText(String text, Mode mode, int tasks, long budget) {
    Load one = Loads.of(List.of(new CaseFile("anchors.loads", text))).get(0);
    return run(one, mode, tasks, budget, SEED);
  }

  private Measured run(Load one, Mode mode, int tasks, long budget, long seed) {
    Point point = new Point(one, mode, tasks, one.smallSizes());
    Measured run =
        LoadRun.measure(
            point, StageRun.shipped(strategy)::newStrategy, setup(), Zap.IN_PLACE, seed, budget);
    if (!run.isSound()) {
      throw new AssertionError(
          point.name()
              + ": "
              + run.soundness().end()
              + " "
              + run.soundness().trouble()
              + " "
              + run.soundness().violations(),
          run.soundness().failure());
    }
    return run;
  }
}
