// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** What a {@link LockProtocol} is made of. Each operation is a visible step, and takes time. */
public interface KernelLocks {

  /** The address space ends here ({@code TASK_SIZE}); it begins at 0. */
  long taskSize();

  /**
   * A free spin lock.
   *
   * @param name names its kind in reports, such as {@code range_lock_tree->lock}
   */
  SpinLock newSpinLock(String name);

  /**
   * A count of writers that have come and gone, which readers ask instead of waiting ({@code
   * seqcount_t}); it begins at 0.
   *
   * @param name names it in reports, such as {@code mm->mmap_seq}
   */
  SequenceCount newSequenceCount(String name);

  /** A count of writers, one at a time: odd while one of them is inside. */
  interface SequenceCount {

    /** What it is now; the reader sees what was written before it became that. */
    long read();

    /** A writer begins: the count becomes odd. One that is odd is an error of the caller. */
    void writeBegin();

    /** The writer is done: the count becomes even. One that is even is an error of the caller. */
    void writeEnd();
  }

  /** A spin lock, under which no task may sleep. */
  interface SpinLock {

    /** Takes it; a task that has to wait spins. */
    void lock();

    /** Lets go of it. */
    void unlock();

    /**
     * A queue of tasks that sleep until what the spin lock guards has changed.
     *
     * @param what what they wait for, for reports
     */
    WaitQueue newWaitQueue(String what);
  }

  /** A queue of sleeping tasks. All its methods are for the holder of its spin lock. */
  interface WaitQueue {

    /**
     * Lets go of the spin lock and sleeps, without a gap in which a wake-up could be lost; takes
     * the spin lock again when woken ({@code wait_event_lock_irq}).
     */
    void sleep();

    /**
     * The same, unless a fatal signal comes first.
     *
     * @return 0 or {@code -EINTR}
     */
    int sleepKillable();

    /** Wakes the task that sleeps longest, if there is one. */
    void wakeOne();

    /** Wakes all. */
    void wakeAll();

    /** Whether no task sleeps in it. */
    boolean isEmpty();
  }
}
