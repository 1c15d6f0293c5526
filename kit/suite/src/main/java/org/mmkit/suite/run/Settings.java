// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.MachineOptions;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.Defects;
import org.mmkit.suite.program.Program;

/**
 * How the header of a scenario sets up the machine and the kernel. Every page, table and lock is a
 * visible step of its own; beside the scheduling nothing is left to choice but what {@code choices}
 * names.
 */
public final class Settings {
  private static final int CPUS = 4;
  private static final long STEPS_MAX = 5_000;

  /** The threshold of series v1 to v4: two pages. */
  private static final long THRESHOLD = 8192;

  private static final Map<String, ChoiceKind> CHOICES =
      Map.of(
          "resched", ChoiceKind.NEED_RESCHED,
          "enomem", ChoiceKind.ALLOC_FAILS,
          "signal", ChoiceKind.SIGNAL,
          "reuse", ChoiceKind.FRAME_REUSE,
          "stale", ChoiceKind.STALE_READ,
          "busy", ChoiceKind.PAGE_BUSY);

  private static final long PICOSECONDS_PER_MICROSECOND = 1_000_000;

  private static final Map<String, Feature> FEATURES =
      Map.of(
          "pt-reclaim", Feature.PT_RECLAIM,
          "thp", Feature.THP,
          "typesafe-vmas", Feature.TYPESAFE_VMAS);

  private final Program program;
  private final Defects defects;
  private final SortedMap<String, String> values;

  /** The settings of a scenario, with some bugs of the past. */
  public Settings(Program program, Defects defects) {
    this.program = program;
    this.defects = defects;
    this.values = program.settings();
  }

  /** The machine that it runs on. */
  public MachineOptions machine(FiberKind fiber, boolean trace) {
    return MachineOptions.defaults()
        .withFibers(fiber)
        .withCpus(number("cpus", CPUS))
        .withStepLimit(STEPS_MAX)
        .withLivelockLimit(STEPS_MAX / 2)
        .withWeakMemory(weakMemory())
        .withChoices(choices())
        .withLocks(locks())
        .withTrace(trace);
  }

  private LockOptions locks() {
    LockOptions options = defects.lockOptions();
    if (values.containsKey("handoff")) {
      options = options.withHandoffPs(number("handoff", 0) * PICOSECONDS_PER_MICROSECOND);
    }
    return switch (values.getOrDefault("lock", "fifo")) {
      case "fifo" -> options;
      case "stealing" -> options.withPolicy(LockPolicy.STEALING);
      default -> throw bad("lock", "fifo or stealing");
    };
  }

  /** The kernel that it runs on. */
  public KernelParams kernel() {
    KernelParams standard = KernelParams.standard();
    return standard
        .withHpagePudSize(THRESHOLD)
        .withEntryByEntry(true)
        .withGatherPages(number("gather", standard.gatherPages()))
        .withFeatures(features())
        .withHook(hook())
        .withDefects(defects.paths());
  }

  private ArchHook hook() {
    return switch (values.getOrDefault("hook", "none")) {
      case "none" -> ArchHook.NONE;
      case "mpx" -> ArchHook.MPX;
      default -> throw bad("hook", "none or mpx");
    };
  }

  private boolean weakMemory() {
    String memory = values.getOrDefault("memory", "strong");
    if (!memory.equals("weak") && !memory.equals("strong")) {
      throw bad("memory", "weak or strong");
    }
    return memory.equals("weak");
  }

  private Set<ChoiceKind> choices() {
    EnumSet<ChoiceKind> kinds = EnumSet.noneOf(ChoiceKind.class);
    String names = values.getOrDefault("choices", "");
    for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
      ChoiceKind kind = CHOICES.get(name.strip());
      if (kind == null) {
        throw bad("choices", "some of busy, enomem, resched, reuse, signal, stale");
      }
      kinds.add(kind);
    }
    return kinds;
  }

  private Set<Feature> features() {
    EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    String names = values.getOrDefault("with", "");
    for (String name : names.isEmpty() ? new String[0] : names.split(",")) {
      Feature feature = FEATURES.get(name.strip());
      if (feature == null) {
        throw bad("with", "some of pt-reclaim, thp");
      }
      features.add(feature);
    }
    return features;
  }

  private int number(String key, int standard) {
    String value = values.get(key);
    if (value == null) {
      return standard;
    }
    if (!value.matches("[1-9][0-9]{0,5}")) {
      throw bad(key, "a number from 1 to 999999");
    }
    return Integer.parseInt(value);
  }

  private BadInputException bad(String key, String wanted) {
    return new BadInputException(
        program.file()
            + ":"
            + program.line()
            + ": "
            + program.id()
            + " has "
            + key
            + "="
            + values.get(key)
            + "; expected "
            + wanted
            + ".");
  }
}
