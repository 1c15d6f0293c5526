// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A machine's CPUs, the rule of its semaphores, and what each kind of work costs on it, each figure
 * with its basis.
 */
public final class MachineProfile {

  /**
   * One figure.
   *
   * @param value picoseconds, or pages of a batch
   * @param basis where it comes from
   * @param note why, or who says so
   */
  public record Figure(long value, Basis basis, String note) {}

  private final String name;
  private final Hardware hardware;
  private final String policy;
  private final Map<String, Figure> figures;

  /** The figures by the {@link Cost#place} of their names. */
  private final long[] values;

  /**
   * A profile; a cost without a figure is free.
   *
   * @param hardware CPUs, sockets and ticks
   * @param policy the rule of the semaphores of the kernel that was measured
   * @param figures what a unit of each kind of work costs, by the name of the {@link Cost}
   */
  public MachineProfile(
      String name, Hardware hardware, String policy, Map<String, Figure> figures) {
    this.name = name;
    this.hardware = hardware;
    this.policy = policy;
    this.figures = Map.copyOf(figures);
    int size = 1 + figures.keySet().stream().mapToInt(CostNames::place).max().orElse(-1);
    this.values = new long[size];
    figures.forEach((cost, figure) -> values[CostNames.place(cost)] = figure.value());
  }

  /**
   * The shipped profile of a name.
   *
   * @throws IllegalArgumentException if there is none; names those there are
   */
  public static MachineProfile byName(String name) {
    if (!ShippedProfiles.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "no machine profile \"" + name + "\"; known are: " + String.join(", ", names()));
    }
    return ShippedProfiles.profile(name);
  }

  /**
   * Reads a profile from the text of a {@code .profile} file.
   *
   * @param file its name, for messages
   * @throws IllegalArgumentException if a figure is missing, unknown, negative or absurd; names
   *     file and line
   */
  public static MachineProfile read(String file, String text) {
    return ProfileReader.read(file, text);
  }

  /** The names of the shipped profiles. */
  public static Collection<String> names() {
    return ShippedProfiles.NAMES;
  }

  /** The name by which it is found. */
  public String name() {
    return name;
  }

  /** CPUs, sockets and ticks. */
  public Hardware hardware() {
    return hardware;
  }

  /** Number of CPUs. */
  public int cpus() {
    return hardware.cpus();
  }

  /** The rule of the semaphores of the kernel that was measured, such as {@code 4.18}. */
  public String policy() {
    return policy;
  }

  /** Picoseconds between two scheduler ticks. */
  public long tickPs() {
    return 1_000_000_000_000L / hardware.hz();
  }

  /** Picoseconds that one unit of the work takes. */
  public long picoseconds(Cost cost) {
    int place = cost.place();
    return place < values.length ? values[place] : 0;
  }

  /** Pages of a batch; 0 if there are no batches. */
  public long pages(Cost batch) {
    return picoseconds(batch);
  }

  /** The same but for one figure. */
  public MachineProfile with(Cost cost, Figure figure) {
    Map<String, Figure> other = new HashMap<>(figures);
    other.put(cost.name(), figure);
    return new MachineProfile(name, hardware, policy, other);
  }

  /** The same of another machine, whose CPUs are of the same kind. */
  public MachineProfile of(String other, Hardware itsHardware) {
    return new MachineProfile(other, itsHardware, policy, figures);
  }

  /** The text of a file from which {@link #read} makes it again. */
  public String text() {
    return ProfileWriter.text(this);
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
