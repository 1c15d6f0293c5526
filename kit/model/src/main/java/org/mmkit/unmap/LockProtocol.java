// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/**
 * A lock of an address space that a strategy brings in place of mmap_sem: every path of the kernel
 * takes it from there on, and says for which range. A path that changes more than it can tell, such
 * as mmap and fork, asks for the whole address space.
 *
 * <p>The protocol says who waits for whom, with what {@link KernelLocks} hands out; its fields are
 * safe under a spin lock of its own. The kernel keeps account of what was granted: two tasks that
 * hold overlapping ranges at once, one of them for writing, end the run with rule K1. Each call is
 * made by the running task. A task holds one range of an address space at most, and what it lets go
 * of equals what it asked for.
 */
public interface LockProtocol {

  /** Makes the lock of one address space. */
  @FunctionalInterface
  interface Maker {

    /** A free lock, made of what the kernel has. */
    LockProtocol make(KernelLocks locks);
  }

  /**
   * Waits until the task may have a range.
   *
   * @param killable whether a fatal signal ends the wait
   * @return 0 with the range, or {@code -EINTR} without it
   */
  int lock(LockRange range, boolean killable);

  /** Takes a range if that needs no waiting; returns whether it did. */
  boolean tryLock(LockRange range);

  /** Lets go of a range. */
  void unlock(LockRange range);

  /** Turns a range held for writing into {@link LockRange#downgraded} of it, without a gap. */
  void downgrade(LockRange range);

  /** Whether a task waits. */
  boolean isContended();

  /**
   * Serves a fault of a user program without the lock, if it can. Asked before each fault; the
   * kernel takes the lock and begins anew where the answer is no, which is always right.
   *
   * <p>Nothing keeps the mapping meanwhile: that it did not change is for the protocol to find out,
   * by a {@link KernelLocks.SequenceCount} perhaps. No rule asks for a lock here. What is wrong is
   * convicted by what comes of it: a page that stays where nothing is mapped, or a page of zeroes.
   *
   * @return whether the page was mapped
   */
  default boolean speculate(SpeculativeFault fault) {
    return false;
  }
}
