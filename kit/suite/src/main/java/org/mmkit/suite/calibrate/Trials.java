// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;
import org.mmkit.suite.Defects;
import org.mmkit.suite.load.Load;
import org.mmkit.suite.load.LoadRun;
import org.mmkit.suite.load.Loads;
import org.mmkit.suite.load.Measured;
import org.mmkit.suite.load.Point;
import org.mmkit.suite.load.Zap;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.shipped.ShippedStrategies;

/** Runs on the model what was measured on a real machine. */
public final class Trials {
  private static final String FILE = "calibration.loads";
  private static final long SEED = 1;
  private static final long STEPS = 120_000;
  private static final double PS_PER_NS = 1000;

  private final TreeMap<String, Load> loads = new TreeMap<>();
  private final Supplier<? extends UnmapStrategy> strategy;
  private int runs;

  /** Runs with a way to unmap, which should be that of the kernel that was measured. */
  private Trials(Supplier<? extends UnmapStrategy> strategy) {
    this.strategy = strategy;
    Loads.of(List.of(new CaseFile(FILE, text()))).forEach(load -> loads.put(load.id(), load));
  }

  /**
   * Runs with a shipped strategy.
   *
   * @throws BadInputException if there is none of that id; names those there are
   */
  public static Trials with(String strategy) {
    Class<? extends UnmapStrategy> type =
        ShippedStrategies.byId(strategy)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "There is no shipped strategy \""
                            + strategy
                            + "\"; there are "
                            + String.join(", ", ShippedStrategies.ids())
                            + "."));
    return new Trials(
        () -> {
          try {
            return type.getDeclaredConstructor().newInstance();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }

  /** Only to ask for loads. */
  static Trials known() {
    return new Trials(
        () -> {
          throw new IllegalStateException("no trial");
        });
  }

  private static String text() {
    try (InputStream in = Trials.class.getResourceAsStream(FILE)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean knows(String load) {
    return loads.containsKey(load);
  }

  Collection<String> loads() {
    return loads.keySet();
  }

  /** How many runs there were. */
  int runs() {
    return runs;
  }

  /**
   * The number that the model gives in place of a measured one.
   *
   * @throws BadInputException if the load does not run to its end on the model
   */
  public double value(Observed observed, MachineProfile profile) {
    runs++;
    Load load = Objects.requireNonNull(loads.get(observed.load()));
    Point point = new Point(load, observed.mode(), observed.tasks(), load.sizes());
    long budget = STEPS * observed.tasks();
    Measured run = LoadRun.measure(point, strategy::get, on(profile), Zap.IN_PLACE, SEED, budget);
    if (!run.isSound()) {
      throw new BadInputException(
          "The load "
              + point.name()
              + " does not run on the model: "
              + run.soundness().end()
              + run.soundness().trouble());
    }
    return observed.isMunmap() ? run.latencies().munmapPs() / PS_PER_NS : run.opsPerSecond();
  }

  private static Setup on(MachineProfile profile) {
    Setup setup = Setup.standard(Defects.NONE, FiberKind.AUTO).with(profile);
    LockPolicy policy = LockPolicy.of(profile.policy());
    return setup.with(setup.machine().withLocks(setup.machine().locks().withPolicy(policy)));
  }
}
