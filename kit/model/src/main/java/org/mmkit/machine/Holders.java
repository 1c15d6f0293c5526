// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks that hold a semaphore. A task that reads twice is in it twice. */
final class Holders {

  private static final Task[] NONE = new Task[0];

  private @Nullable Task writer;
  private Task[] readers = NONE;
  private int readerCount;

  /** The reader that was the writer before. */
  private @Nullable Task downgraded;

  private int downgradedCount;

  /** The task that holds it for writing, or null. */
  @Nullable Task writer() {
    return writer;
  }

  int readerCount() {
    return readerCount;
  }

  int downgradedCount() {
    return downgradedCount;
  }

  boolean isEmpty() {
    return writer == null && readerCount == 0;
  }

  boolean reads(Task task) {
    for (int i = 0; i < readerCount; i++) {
      if (readers[i] == task) {
        return true;
      }
    }
    return false;
  }

  LockMode mode(@Nullable Task task) {
    if (task == null) {
      return LockMode.NONE;
    }
    if (writer == task) {
      return LockMode.WRITE;
    }
    if (downgraded == task) {
      return LockMode.DOWNGRADED;
    }
    return reads(task) ? LockMode.READ : LockMode.NONE;
  }

  void add(Task task, boolean write) {
    if (write) {
      writer = task;
      return;
    }
    if (readerCount == readers.length) {
      readers = Arrays.copyOf(readers, Math.max(4, readerCount * 2));
    }
    readers[readerCount++] = task;
  }

  void downgrade(Task task) {
    writer = null;
    add(task, false);
    downgraded = task;
    downgradedCount++;
  }

  void remove(Task task, boolean write) {
    if (write) {
      writer = null;
      return;
    }
    int place = readerCount - 1;
    while (readers[place] != task) {
      place--;
    }
    readerCount--;
    System.arraycopy(readers, place + 1, readers, place, readerCount - place);
    readers[readerCount] = null;
    if (downgraded == task && !reads(task)) {
      downgraded = null;
      downgradedCount--;
    }
  }

  /** Aborts the run if these cannot hold a lock together. */
  void check(Machine machine, Lock lock) {
    if (writer != null && readerCount > 0) {
      throw machine.fatal(
          MachineRule.EXCLUSION,
          lock.label() + " is held for writing and for reading at once: " + names());
    }
    if (downgradedCount > 1) {
      throw machine.fatal(
          MachineRule.TWO_DOWNGRADED,
          lock.label() + " is held by two tasks that downgraded it: " + names());
    }
  }

  void addTo(List<Task> into) {
    if (writer != null) {
      into.add(writer);
    }
    into.addAll(Arrays.asList(readers).subList(0, readerCount));
  }

  /** Names them for a message. */
  String names() {
    if (isEmpty()) {
      return "nobody";
    }
    StringBuilder out = new StringBuilder();
    if (writer != null) {
      out.append(writer.label()).append(" (writing)");
    }
    for (int i = 0; i < readerCount; i++) {
      out.append(out.isEmpty() ? "" : ", ").append(readers[i].label()).append(" (reading)");
    }
    return out.toString();
  }
}
