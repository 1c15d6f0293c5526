// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

/**
 * A lock of the model. Outside a run there is nobody to lock out, and its operations do nothing.
 */
public abstract sealed class Lock extends Waitable permits RwSemaphore, SpinLock {

  final Machine machine;
  final Engine engine;
  private final LockClass lockClass;
  private final long id;

  /** What was published by those who held it; null unless memory is weak. */
  final VectorClock published;

  /** What they should have published; null unless defects make that differ. */
  private final VectorClock owed;

  Lock(Machine machine, LockClass lockClass, long id) {
    this.machine = machine;
    this.engine = machine.engine();
    this.lockClass = lockClass;
    this.id = id;
    machine.trace().nameLock(id, lockClass.name());
    this.published = machine.weakMemory() ? new VectorClock() : null;
    this.owed = machine.tracksOrderOwed() ? new VectorClock() : null;
  }

  /** The kind of lock. */
  public LockClass lockClass() {
    return lockClass;
  }

  /** The id by which steps name it. */
  public long id() {
    return id;
  }

  /** Whether the task holds it in any mode. */
  public abstract boolean heldBy(Task task);

  @Override
  String label() {
    return lockClass.nestable() ? lockClass.name() + " " + ObjectIds.text(id) : lockClass.name();
  }

  /** The task gets to know what was published under the lock. */
  final void acquireOrder(Task task) {
    if (published != null) {
      task.knows.join(published);
      acquireWithoutOrder(task);
    }
  }

  /** The task takes the lock as a defect has it: what was published may stay unknown to it. */
  final void acquireWithoutOrder(Task task) {
    if (owed != null) {
      task.shouldKnow.join(owed);
    }
  }

  /** The task publishes what it knows to those who take the lock later. */
  final void releaseOrder(Task task) {
    if (published != null) {
      published.join(task.knows);
      releaseWithoutOrder(task);
    }
  }

  /** The task lets go as a defect has it: what it wrote may stay unknown to others. */
  final void releaseWithoutOrder(Task task) {
    if (published != null) {
      if (owed != null) {
        task.shouldKnow.join(task.knows);
        owed.join(task.shouldKnow);
      }
      task.knows.tick(task.id());
    }
  }

  @Override
  public String toString() {
    return label();
  }
}
