// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.program;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A case: what to do and what should come of it. A sequential one has all its steps in the set-up;
 * a concurrent one has tasks, which start together when the set-up is done and share its address
 * space, one on each CPU, and steps that run alone when all tasks have ended.
 *
 * @param id unique, such as {@code MUN-020}
 * @param title one line: what it shows, or where it comes from
 * @param tier how much is asked
 * @param note a remark; may be empty
 * @param aims the rules it aims at, such as {@code L1}
 * @param settings how the machine and the kernel are set up for it, by key
 * @param file the name of the file, without folders
 * @param line the line of its header, from 1
 * @param setup the steps that run alone first
 * @param tasks the concurrent tasks, by name
 * @param after the steps that run alone last
 */
public record Program(
    String id,
    String title,
    Tier tier,
    String note,
    List<String> aims,
    SortedMap<String, String> settings,
    String file,
    int line,
    List<Step> setup,
    List<TaskProgram> tasks,
    List<Step> after) {

  /** Copies the lists. */
  public Program {
    aims = List.copyOf(aims);
    settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    setup = List.copyOf(setup);
    tasks = List.copyOf(tasks);
    after = List.copyOf(after);
  }

  /** The same case with other steps. */
  public Program with(List<Step> first, List<TaskProgram> beside, List<Step> last) {
    return new Program(id, title, tier, note, aims, settings, file, line, first, beside, last);
  }

  /** The ids of some programs. */
  public static List<String> ids(List<Program> programs) {
    return programs.stream().map(Program::id).toList();
  }

  /** Whether one task does everything. */
  public boolean isSequential() {
    return tasks.isEmpty();
  }

  /** Whether its {@code choices} setting names a kind of choice. */
  public boolean leavesToChoice(String kind) {
    return Stream.of(settings.getOrDefault("choices", "").split(","))
        .anyMatch(name -> name.strip().equals(kind));
  }

  /** All steps: set-up, tasks one after the other, after. */
  public List<Step> allSteps() {
    List<Step> all = new ArrayList<>(setup);
    tasks.forEach(task -> all.addAll(task.steps()));
    all.addAll(after);
    return all;
  }
}
