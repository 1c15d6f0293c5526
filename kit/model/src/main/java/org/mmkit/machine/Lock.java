// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.jspecify.annotations.Nullable;

/** A lock of the model. Outside a run its operations do nothing. */
public abstract sealed class Lock extends Waitable permits QueuedLock, ProtocolLock, SpinLock {

  final Machine machine;
  final Engine engine;
  private final LockClass lockClass;
  private final long id;
  private final @Nullable CacheLine line;
  private final boolean preempts;

  /** What its holders published; null unless memory is weak. */
  private final @Nullable VectorClock published;

  /** What they should have published, for the check of stale reads; null unless memory is weak. */
  private final @Nullable VectorClock owed;

  Lock(Machine machine, LockClass lockClass, long id) {
    this.machine = machine;
    this.engine = machine.engine();
    this.lockClass = lockClass;
    this.id = id;
    this.line = engine.timing.newLine();
    this.preempts = machine.options().locks().preempts();
    machine.trace().nameLock(id, lockClass.name());
    this.published = machine.weakMemory() ? new VectorClock() : null;
    this.owed = machine.weakMemory() ? new VectorClock() : null;
  }

  /** The kind of lock. */
  public LockClass lockClass() {
    return lockClass;
  }

  /** The id by which steps name it. */
  public long id() {
    return id;
  }

  /** The running task does an atomic operation on the lock word. */
  final void useLine(Task task) {
    if (line != null) {
      line.use(task);
    }
  }

  /** A task that spun for the lock has got it. */
  final void moveLine(Task spinner) {
    if (line != null) {
      line.moveTo(spinner);
    }
  }

  /** Whether the task holds it in any mode. */
  public abstract boolean heldBy(@Nullable Task task);

  @Override
  String label() {
    return lockClass.nestable() ? lockClass.name() + " " + ObjectIds.text(id) : lockClass.name();
  }

  /** ACQUIRE: the task gets to know what was published under the lock. */
  final void acquireOrder(Task task) {
    if (published != null) {
      task.knows.join(published);
      expectAcquire(task);
    }
  }

  /** What the task should know from here on, whether or not the lock sees to it. */
  protected final void expectAcquire(Task task) {
    if (owed != null) {
      task.shouldKnow.join(owed);
    }
  }

  /** RELEASE: the task publishes what it knows to later holders. */
  final void releaseOrder(Task task) {
    if (published != null) {
      published.join(task.knows);
      expectRelease(task);
    }
  }

  /** What later holders should know, whether or not the lock publishes it. */
  protected final void expectRelease(Task task) {
    if (owed != null) {
      task.shouldKnow.join(task.knows);
      owed.join(task.shouldKnow);
      task.knows.tick(task.id());
    }
  }

  /** Called at the end of a release: where the machine says so, another task may run at once. */
  final void mayBePreempted() {
    if (preempts) {
      machine.step(StepKind.GAP, 0, Access.NONE);
    }
  }

  @Override
  public String toString() {
    return label();
  }
}
