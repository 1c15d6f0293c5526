// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A machine's CPUs and what each kind of work costs on it, each figure with its basis. */
public final class MachineProfile {

  /** One figure: picoseconds, where it comes from, and why. */
  public record Figure(long picoseconds, Basis basis, String note) {}

  private final String name;
  private final int cpus;
  private final int hz;
  private final Map<String, Figure> figures;

  /** The figures by the {@link Cost#place} of their names. */
  private final long[] picoseconds;

  /**
   * A profile; a cost without a figure is free.
   *
   * @param cpus number of CPUs
   * @param hz scheduler ticks per second
   * @param figures what a unit of each kind of work costs, by the name of the {@link Cost}
   */
  public MachineProfile(String name, int cpus, int hz, Map<String, Figure> figures) {
    if (cpus < 1 || hz < 1) {
      throw new IllegalArgumentException(
          name + ": cpus " + cpus + " and hz " + hz + " must be positive");
    }
    this.name = name;
    this.cpus = cpus;
    this.hz = hz;
    this.figures = Map.copyOf(figures);
    int size = 1 + figures.keySet().stream().mapToInt(CostNames::place).max().orElse(-1);
    this.picoseconds = new long[size];
    figures.forEach((cost, figure) -> picoseconds[CostNames.place(cost)] = figure.picoseconds());
  }

  /**
   * The shipped profile of a name.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public static MachineProfile byName(String name) {
    return Arrays.stream(KnownProfiles.values())
        .map(KnownProfiles::profile)
        .filter(profile -> profile.name.equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no machine profile \""
                        + name
                        + "\"; known are: "
                        + names().stream().collect(Collectors.joining(", "))));
  }

  /** The names of the shipped profiles. */
  public static Collection<String> names() {
    return Arrays.stream(KnownProfiles.values()).map(known -> known.profile().name).toList();
  }

  /** The name by which it is found. */
  public String name() {
    return name;
  }

  /** Number of CPUs. */
  public int cpus() {
    return cpus;
  }

  /** Scheduler ticks per second. */
  public int hz() {
    return hz;
  }

  /** Picoseconds between two scheduler ticks. */
  public long tickPs() {
    return 1_000_000_000_000L / hz;
  }

  /** Picoseconds that one unit of the work takes. */
  public long picoseconds(Cost cost) {
    int place = cost.place();
    return place < picoseconds.length ? picoseconds[place] : 0;
  }

  /** The figure behind the cost of a name, or null if the work is free. */
  public @Nullable Figure figure(String cost) {
    return figures.get(cost);
  }

  /** The names of the costs that it has a figure for, in the order of the alphabet. */
  public SortedSet<String> costs() {
    return new TreeSet<>(figures.keySet());
  }

  @Override
  public String toString() {
    return name;
  }
}
