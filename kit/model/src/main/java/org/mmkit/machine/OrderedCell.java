// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/**
 * A field that is read without the lock that guards it. Each access is a visible step. If the
 * machine's memory is weak, a plain read may see an older value, unless the reader can know of a
 * newer one.
 */
public final class OrderedCell {

  private final Machine machine;
  private final Engine engine;
  private final long id;
  private final @Nullable StoreHistory history;
  private final @Nullable CacheLine line;
  private long value;

  /** A cell without a name, whose first value all tasks know. */
  public OrderedCell(Machine machine, long id, long initial) {
    this(machine, id, initial, "a cell");
  }

  /** A cell whose first value all tasks know; messages name it. */
  public OrderedCell(Machine machine, long id, long initial, String name) {
    this.machine = machine;
    this.engine = machine.engine();
    this.id = id;
    this.value = initial;
    this.line = engine.timing.newLine();
    this.history = machine.weakMemory() ? new StoreHistory(name, initial) : null;
  }

  /** Reads without order: may see an older value. */
  public long read() {
    machine.step(StepKind.CELL_READ, id, Access.READ);
    Task reader = engine.running;
    return history == null || reader == null ? value : history.read(machine, reader);
  }

  /** Reads the newest value; what its releasing writer did before is known from here on. */
  public long readAcquire() {
    machine.step(StepKind.CELL_READ, id, Access.READ);
    acquire();
    return value;
  }

  /** Writes without order. */
  public void write(long to) {
    machine.step(StepKind.CELL_WRITE, id, Access.WRITE);
    store(to, false);
  }

  /** Writes; a task that acquires the value knows what the writer did before. */
  public void writeRelease(long to) {
    machine.step(StepKind.CELL_WRITE, id, Access.WRITE);
    store(to, true);
  }

  /** Adds in one step, acquiring and releasing; returns the new value. */
  public long addAndGet(long delta) {
    machine.step(StepKind.CELL_WRITE, id, Access.WRITE);
    useLine();
    acquire();
    store(value + delta, true);
    return value;
  }

  /**
   * Replaces an expected value in one step, acquiring and releasing; returns whether it was there.
   */
  public boolean compareAndSet(long expected, long to) {
    machine.step(StepKind.CELL_WRITE, id, Access.WRITE);
    useLine();
    acquire();
    if (value != expected) {
      return false;
    }
    store(to, true);
    return true;
  }

  /** The newest value, for checks: no step, no effect. */
  public long peek() {
    return value;
  }

  private void acquire() {
    Task task = engine.running;
    if (history != null && task != null) {
      history.acquire(task);
    }
  }

  private void useLine() {
    Task task = engine.running;
    if (line != null && task != null) {
      line.use(task);
    }
  }

  private void store(long to, boolean release) {
    if (machine.aborting()) {
      return;
    }
    value = to;
    if (history != null) {
      history.store(to, engine.running, release);
    }
  }
}
