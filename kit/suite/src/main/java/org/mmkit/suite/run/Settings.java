// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.run;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.LockOptions;
import org.mmkit.machine.LockPolicy;
import org.mmkit.machine.MachineOptions;
import org.mmkit.mm.config.ArchHook;
import org.mmkit.mm.config.Feature;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.program.Program;

/**
 * What the header of a program asks of the machine and the kernel. Words that mean nothing, or
 * nothing in its tier, were refused when the file was read.
 */
final class Settings {
  private static final Map<String, ChoiceKind> CHOICES =
      new TreeMap<>(
          Map.of(
              "resched", ChoiceKind.NEED_RESCHED,
              "enomem", ChoiceKind.ALLOC_FAILS,
              "signal", ChoiceKind.SIGNAL,
              "reuse", ChoiceKind.FRAME_REUSE,
              "stale", ChoiceKind.STALE_READ,
              "busy", ChoiceKind.PAGE_BUSY));

  private static final Map<String, Feature> FEATURES =
      new TreeMap<>(
          Map.of(
              "advice-under-vma-lock", Feature.ADVICE_UNDER_VMA_LOCK,
              "no-zero-page", Feature.NO_ZERO_PAGE,
              "pt-reclaim", Feature.PT_RECLAIM,
              "thp", Feature.THP,
              "typesafe-vmas", Feature.TYPESAFE_VMAS));

  private static final long PICOSECONDS_PER_MICROSECOND = 1_000_000;

  private final Program program;
  private final SortedMap<String, String> values;

  private Settings(Program program) {
    this.program = program;
    this.values = program.settings();
  }

  static Settings of(Program program) {
    return new Settings(program);
  }

  /** The same set-up as the header wants it. */
  Setup applyTo(Setup setup) {
    return values.isEmpty()
        ? setup
        : setup.with(machine(setup.machine())).with(kernel(setup.kernel()));
  }

  private MachineOptions machine(MachineOptions options) {
    boolean weak = oneOf("memory", "strong", "weak").equals("weak");
    return (weak ? options.withWeakMemory() : options)
        .withCpus(number("cpus", options.cpus()))
        .withChoices(choices(options.choices()))
        .withLocks(locks(options.locks()));
  }

  private LockOptions locks(LockOptions options) {
    LockOptions locks =
        oneOf("lock", "fifo", "stealing").equals("stealing")
            ? options.withPolicy(LockPolicy.STEALING)
            : options;
    if (oneOf("preempt", "no", "unlock").equals("unlock")) {
      locks = locks.withPreemption();
    }
    return values.containsKey("handoff")
        ? locks.withHandoffPs(number("handoff", 0) * PICOSECONDS_PER_MICROSECOND)
        : locks;
  }

  private KernelParams kernel(KernelParams params) {
    EnumSet<Feature> features = EnumSet.noneOf(Feature.class);
    features.addAll(params.features());
    features.addAll(someOf("with", FEATURES));
    ArchHook hook = oneOf("hook", "none", "mpx").equals("mpx") ? ArchHook.MPX : ArchHook.NONE;
    return params
        .withGatherPages(number("gather", params.gatherPages()))
        .withMaxMapCount(number("maps", params.maxMapCount()))
        .withHpagePudSize(bytes("pud", params.hpagePudSize()))
        .withFeatures(features)
        .withHook(hook);
  }

  /** Those of the tier, and those that the header names. */
  private Set<ChoiceKind> choices(Set<ChoiceKind> ofTier) {
    EnumSet<ChoiceKind> kinds = EnumSet.noneOf(ChoiceKind.class);
    kinds.addAll(ofTier);
    kinds.addAll(someOf("choices", CHOICES));
    return kinds;
  }

  private <T> Set<T> someOf(String key, Map<String, T> known) {
    Set<T> some = new java.util.LinkedHashSet<>();
    String names = values.getOrDefault(key, "");
    for (String name : names.isEmpty() ? new String[0] : names.split(",", -1)) {
      T value = known.get(name.strip());
      if (value == null) {
        throw bad(key, "some of " + String.join(", ", known.keySet()));
      }
      some.add(value);
    }
    return some;
  }

  /** The value; the first one if the header says nothing. */
  private String oneOf(String key, String... known) {
    String value = values.getOrDefault(key, known[0]);
    if (Stream.of(known).noneMatch(value::equals)) {
      throw bad(key, String.join(" or ", known));
    }
    return value;
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

  /** Pages in the header, bytes here. */
  private long bytes(String key, long standard) {
    return number(key, (int) (standard / Addr.PAGE_SIZE)) * Addr.PAGE_SIZE;
  }

  private BadInputException bad(String key, String wanted) {
    return refused(key, "; expected " + wanted + ".");
  }

  private BadInputException refused(String key, String why) {
    String place = program.file() + ":" + program.line() + ": ";
    return new BadInputException(
        place + program.id() + " has " + key + "=" + values.get(key) + why);
  }
}
