// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A load: what its tasks do once and then for ever, with the sizes that can be set from outside.
 *
 * @param id letters, digits, {@code _} and {@code -}; unique
 * @param words for people
 * @param extent in which modes it runs, with how many tasks, and for how long at least
 * @param sizes the named sizes with their values, in the order in which they appear
 * @param small other values of them for the small grid
 * @param body what it does
 * @param place where its header is
 */
public record Load(
    String id,
    Words words,
    Extent extent,
    SortedMap<String, Long> sizes,
    SortedMap<String, Long> small,
    Body body,
    Place place) {

  /**
   * What a load is, for people.
   *
   * @param title what it does, in one line
   * @param after the program that it is made after, with its version; may be empty
   * @param note what it keeps of that program and what not; may be empty
   */
  public record Words(String title, String after, String note) {}

  /**
   * How much of a load runs.
   *
   * @param modes in which it runs
   * @param tasks the numbers of tasks that it runs with
   * @param threads further numbers, where the tasks share one address space
   * @param leastOps operations that each task has to have done before the point may end
   */
  public record Extent(Set<Mode> modes, TaskCounts tasks, TaskCounts threads, int leastOps) {

    /** The numbers of tasks in a mode on a machine, ascending, each once. */
    public List<Integer> counts(Mode mode, int cpus) {
      TreeSet<Integer> counts = new TreeSet<>(tasks.on(cpus));
      if (mode == Mode.THREADS) {
        counts.addAll(threads.on(cpus));
      }
      return List.copyOf(counts);
    }
  }

  /**
   * Where a load stands.
   *
   * @param file the name of its file
   * @param line the line of its header, from 1
   */
  public record Place(String file, int line) {

    @Override
    public String toString() {
      return file + ":" + line;
    }
  }

  /** The lines of a load by what starts them, and the names of its variables. */
  record Body(
      List<Line> setup,
      List<Line> start,
      List<Line> loop,
      List<Line> beside,
      List<Line> child,
      Names names,
      boolean countsTouches) {}

  /** Whether a further task runs beside those that count. */
  public boolean hasBeside() {
    return !body.beside().isEmpty();
  }

  /** The same load under another id, with one of its sizes set. */
  Load sized(String name, String label, long bytes) {
    TreeMap<String, Long> values = new TreeMap<>(sizes);
    values.put(name, bytes);
    return new Load(
        id + "-" + label,
        new Words(words.title + ", " + name + " = " + label, words.after, words.note),
        extent,
        values,
        new TreeMap<>(),
        body,
        place);
  }

  /** The sizes of the small grid. */
  public SortedMap<String, Long> smallSizes() {
    TreeMap<String, Long> values = new TreeMap<>(sizes);
    values.putAll(small);
    return values;
  }
}
