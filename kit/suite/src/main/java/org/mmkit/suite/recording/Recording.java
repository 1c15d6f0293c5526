// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.recording;

import java.util.List;
import java.util.Optional;
import org.mmkit.suite.BadInputException;
import org.mmkit.suite.CaseFile;

/** A recorded program: what each of its tasks did, and what has to come before what. */
public final class Recording {
  private final String name;
  private final List<RecordedTask> tasks;
  private final Order order;
  private final List<String> remarks;
  private final int tasksAtOnce;

  Recording(
      String name, List<RecordedTask> tasks, Order order, List<String> remarks, int tasksAtOnce) {
    this.name = name;
    this.tasks = tasks;
    this.order = order;
    this.remarks = List.copyOf(remarks);
    this.tasksAtOnce = tasksAtOnce;
  }

  /**
   * Reads a recording.
   *
   * @param log what strace wrote
   * @param faults the page faults of the same run, if there are any
   * @throws BadInputException if one of the files cannot be read; names file and line
   */
  public static Recording read(String name, CaseFile log, Optional<CaseFile> faults) {
    return new RecordingReader(name, log, faults).read();
  }

  /** What results call it. */
  public String name() {
    return name;
  }

  /** How many tasks it has. */
  public int taskCount() {
    return tasks.size();
  }

  /** What of it is not replayed as it was, as sentences. */
  public List<String> remarks() {
    return remarks;
  }

  /** How many of them there were at one time, at most. */
  public int tasksAtOnce() {
    return tasksAtOnce;
  }

  List<RecordedTask> tasks() {
    return tasks;
  }

  Order order() {
    return order;
  }
}
