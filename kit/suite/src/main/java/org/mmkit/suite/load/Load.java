// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A load: what its tasks do once and then for ever, with the sizes that can be set from outside.
 *
 * @param id letters, digits, {@code _} and {@code -}; unique
 * @param title what it does, in one line
 * @param after the program that it is made after, with its version; may be empty
 * @param note what it keeps of that program and what not; may be empty
 * @param modes in which it runs
 * @param tasks the numbers of tasks that it runs with
 * @param leastOps operations that each task has to have done before the point may end
 * @param sizes the named sizes with their values, in the order in which they appear
 * @param small other values of them for the small grid
 * @param body what it does
 * @param file the name of its file
 * @param line the line of its header, from 1
 */
public record Load(
    String id,
    String title,
    String after,
    String note,
    Set<Mode> modes,
    TaskCounts tasks,
    int leastOps,
    SortedMap<String, Long> sizes,
    SortedMap<String, Long> small,
    Body body,
    String file,
    int line) {

  /** The lines of a load by what starts them, and the names of its variables. */
  record Body(
      List<Line> setup,
      List<Line> start,
      List<Line> loop,
      List<Line> beside,
      List<Line> child,
      Names names,
      boolean countsTouches) {}

  /** Where it is. */
  public String place() {
    return file + ":" + line;
  }

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
        title + ", " + name + " = " + label,
        after,
        note,
        modes,
        tasks,
        leastOps,
        values,
        new TreeMap<>(Map.of()),
        body,
        file,
        line);
  }

  /** The sizes of the small grid. */
  public SortedMap<String, Long> smallSizes() {
    TreeMap<String, Long> values = new TreeMap<>(sizes);
    values.putAll(small);
    return values;
  }
}
