// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The earlier values of a cell that a plain read may still return. */
final class StoreHistory {

  /** Stores kept: a plain read lags behind by at most that many. */
  private static final int DEPTH = 8;

  /**
   * One store: by which task, when on its own count, and what it knew if the store releases. Writer
   * -1 stands for the time outside runs, whose stores all tasks know.
   */
  private record Store(
      long number, long value, int writer, int epoch, @Nullable VectorClock released) {

    boolean knownTo(Task reader) {
      return writer < 0 || writer == reader.id() || reader.knows.get(writer) >= epoch;
    }

    /** Whether a lock should have made it known. */
    boolean owedTo(Task reader) {
      return reader.shouldKnow.get(writer) >= epoch;
    }
  }

  private final List<Store> stores = new ArrayList<>(2);
  private final String name;

  /** Number of the newest store that each task has seen here: it never sees an older one again. */
  private long[] seen = new long[4];

  private long count;

  StoreHistory(String name, long initial) {
    this.name = name;
    stores.add(new Store(count++, initial, -1, 0, null));
  }

  void store(long value, @Nullable Task writer, boolean release) {
    if (writer == null) {
      stores.clear();
      stores.add(new Store(count++, value, -1, 0, null));
      return;
    }
    if (stores.size() == DEPTH) {
      stores.remove(0);
    }
    VectorClock released = release ? writer.knows.copy() : null;
    stores.add(new Store(count++, value, writer.id(), writer.knows.get(writer.id()), released));
    if (release) {
      // What the writer does from here on is not part of what it published.
      writer.knows.tick(writer.id());
    }
    sawUpTo(writer, count - 1);
  }

  /**
   * Reads any store from the newest one that the reader knows of on; the newest if it knows that.
   */
  long read(Machine machine, Task reader) {
    int newest = stores.size() - 1;
    int oldest = newest;
    while (oldest > 0
        && !stores.get(oldest).knownTo(reader)
        && stores.get(oldest).number() > seen(reader)) {
      oldest--;
    }
    int lag = machine.choose(ChoiceKind.STALE_READ, newest - oldest + 1);
    Store store = stores.get(newest - lag);
    if (lag > 0 && stores.get(newest - lag + 1).owedTo(reader)) {
      reportStale(machine, reader, store, stores.get(newest - lag + 1));
    }
    sawUpTo(reader, store.number());
    return store.value();
  }

  private void reportStale(Machine machine, Task reader, Store seen, Store missed) {
    machine.report(
        MachineRule.HAPPENS_BEFORE,
        reader.label()
            + " read "
            + seen.value()
            + " from "
            + name
            + ", although "
            + machine.task(missed.writer()).label()
            + " had written "
            + missed.value()
            + " before it let go of a lock that the reader took after that");
  }

  void acquire(Task reader) {
    Store newest = stores.get(stores.size() - 1);
    VectorClock released = newest.released();
    if (released != null) {
      reader.knows.join(released);
    }
    sawUpTo(reader, newest.number());
  }

  private long seen(Task task) {
    return task.id() < seen.length ? seen[task.id()] : 0;
  }

  private void sawUpTo(Task task, long number) {
    if (task.id() >= seen.length) {
      seen = Arrays.copyOf(seen, task.id() * 2);
    }
    seen[task.id()] = number;
  }
}
