// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.MachineOptions;
import org.mmkit.machine.TraceDetail;
import org.mmkit.machine.profile.MachineProfile;
import org.mmkit.mm.Parts;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Defects;
import org.mmkit.suite.program.Program;
import org.mmkit.suite.program.Tier;
import org.mmkit.suite.target.ModelTarget;
import org.mmkit.unmap.UnmapStrategy;

/**
 * How a system is set up before something runs on it: the defaults of the program's tier, then the
 * settings of its header, then what the user asked for.
 *
 * @param profile what each step costs in virtual time
 * @param machine CPUs, limits, memory order, choices, locks and fibers
 * @param kernel thresholds, batch sizes, features and hooks
 * @param parts what the kernel is made of, the bugs of the past among them
 */
public record Setup(
    MachineProfile profile, MachineOptions machine, KernelParams kernel, Parts parts) {
  private static final String PROFILE = "xeon-e5-2680-2018";

  /** The tests of the series set the threshold of its fast path to this: 4 KiB. */
  private static final long THRESHOLD_SEQUENTIAL = 4096;

  /** The threshold of series v1 to v4: two pages. */
  private static final long THRESHOLD_CONCURRENT = 8192;

  /** Far above what any sequential case needs; an endless loop ends soon. */
  private static final long STEPS_SEQUENTIAL = 3_000_000;

  private static final long STEPS_RACE = 20_000;
  private static final long STEPS_EXPLORE = 5_000;

  /** Refuses what is missing. */
  public Setup {
    Objects.requireNonNull(profile);
    Objects.requireNonNull(machine);
    Objects.requireNonNull(kernel);
    Objects.requireNonNull(parts);
  }

  /** The standard machine and kernel, with some bugs of the past. */
  public static Setup standard(Defects defects, FiberKind fiber) {
    return new Setup(
        MachineProfile.byName(PROFILE),
        MachineOptions.defaults().withFibers(fiber).withLocks(defects.lockOptions()),
        KernelParams.standard(),
        defects.parts());
  }

  /**
   * The set-up of a program.
   *
   * @throws org.mmkit.suite.BadInputException if a setting of its header has no meaning, or none in
   *     its tier; names file and line
   */
  public static Setup of(Program program, Defects defects, FiberKind fiber) {
    Setup standard = standard(defects, fiber);
    return Settings.of(program).applyTo(standard.forTier(program.tier()));
  }

  private Setup forTier(Tier tier) {
    return switch (tier) {
      case EXPLORE -> {
        Setup setup = concurrent(STEPS_EXPLORE);
        yield setup.with(setup.machine.withChoices(Set.of()));
      }
      case RACE -> concurrent(STEPS_RACE);
      default ->
          with(machine.withCpus(2).withStepLimit(STEPS_SEQUENTIAL))
              .with(kernel.withHpagePudSize(THRESHOLD_SEQUENTIAL));
    };
  }

  /** Every page, table and lock is a visible step of its own. */
  private Setup concurrent(long steps) {
    return with(limited(steps))
        .with(kernel.withHpagePudSize(THRESHOLD_CONCURRENT).withEntryByEntry(true));
  }

  private MachineOptions limited(long steps) {
    return machine.withCpus(4).withStepLimit(steps).withLivelockLimit(steps / 2);
  }

  /** The same on a machine of another profile. */
  public Setup with(MachineProfile other) {
    return new Setup(other, machine, kernel, parts);
  }

  /** The same with another machine. */
  public Setup with(MachineOptions other) {
    return new Setup(profile, other, kernel, parts);
  }

  /** The same with another kernel. */
  public Setup with(KernelParams other) {
    return new Setup(profile, machine, other, parts);
  }

  /** The same with a kernel of other parts. */
  public Setup with(Parts other) {
    return new Setup(profile, machine, kernel, other);
  }

  /** The same, but so much of each run is recorded. */
  public Setup traced(TraceDetail detail) {
    return with(machine.withTrace(detail));
  }

  /** A model that is set up so, with a strategy plugged in. */
  public ModelTarget target(Supplier<UnmapStrategy> strategy) {
    return new ModelTarget(strategy, profile, machine, kernel, parts);
  }
}
