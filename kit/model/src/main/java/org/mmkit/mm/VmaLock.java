// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.MachineRule;
import org.mmkit.machine.OrderedCell;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Task;

/**
 * The lock of one VMA (Linux 6.4). Faults read it, and never wait for it. A writer holds mmap_lock
 * for writing, waits until the readers have left, and then only notes the sequence number of the
 * mm: the VMA counts as locked until that number moves on, as it does for all VMAs of the mm at
 * once when mmap_lock is released or downgraded.
 */
public class VmaLock {
  /** How it is made. */
  public static final Part<BiFunction<VmArea, MmStruct, VmaLock>> PART =
      Part.of("vm_lock", VmaLock::new);

  private static final long NEVER = -1;

  private final VmArea vma;
  private MmStruct mm;
  private final RwSemaphore lock;
  private OrderedCell sequence;
  private OrderedCell detached;

  /** Readers that have made sure that this is the VMA they want; others are about to leave. */
  private int served;

  /** The lock of a VMA of an address space. */
  static VmaLock of(VmArea vma, MmStruct mm) {
    return mm.kernel().parts().maker(PART).apply(vma, mm);
  }

  /** For subclasses, which do one step otherwise; all other code calls {@link #of}. */
  protected VmaLock(VmArea vma, MmStruct mm) {
    this.vma = vma;
    this.lock = mm.machine().newSemaphore(Kernel.VM_LOCK);
    renew(mm);
  }

  /** Nobody has locked its VMA yet, also if its memory was that of another one before. */
  final void renew(MmStruct owner) {
    mm = owner;
    sequence = new OrderedCell(mm.machine(), mm.machine().newId(), NEVER, "vma->vm_lock_seq");
    detached = new OrderedCell(mm.machine(), mm.machine().newId(), 0, "vma->detached");
  }

  /** Takes it for reading, unless it is locked or may be ({@code vma_start_read}). */
  boolean startRead() {
    // A number that is changing may only make the VMA look locked when it is not.
    if (sequence.read() == mm.lockSequence().read()) {
      requireWriter();
      return false;
    }
    if (!lock.tryDownRead()) {
      return false;
    }
    // The same again, now that no writer can come: what was done before the number moved is known.
    if (sequence.read() == mm.lockSequence().readAcquire()) {
      lock.upRead();
      return false;
    }
    return true;
  }

  /** Rule PF2: no reader is turned away when the writer that locked the VMA is done. */
  private void requireWriter() {
    if (isWriteLocked() && !mm.isBeingWritten()) {
      mm.machine()
          .report(
              MachineRule.READER_KEPT_OUT,
              "VMA " + vma.describe() + " looks locked, but nobody holds mmap_lock for writing");
    }
  }

  /**
   * As {@link #startRead} for a fault in an mm, where the VMA may be gone by now, or be another
   * one: the lock counts only if the VMA is attached, and its mm the same.
   */
  boolean startReadRecycled(MmStruct wanted) {
    if (sequence.read() == wanted.lockSequence().read() || !lock.tryDownRead()) {
      return false;
    }
    if (!vma.isAttached() || isMarkedDetached()) {
      lock.upRead();
      return false;
    }
    if (!isOf(wanted)) {
      endReadOfAnother();
      return false;
    }
    if (sequence.read() == wanted.lockSequence().readAcquire()) {
      lock.upRead();
      return false;
    }
    return true;
  }

  /** Whether the VMA still belongs to an address space. */
  protected boolean isOf(MmStruct wanted) {
    return mm == wanted;
  }

  /**
   * Lets go of a VMA of another address space, which is pinned meanwhile: it may go as soon as it
   * can.
   */
  protected void endReadOfAnother() {
    MmStruct other = mm;
    other.grab();
    endReadAndWake(other);
    other.drop();
  }

  /** Lets go, and wakes the writer that waits for this reader, through its address space. */
  protected final void endReadAndWake(MmStruct other) {
    if (lock.upReadFor()) {
      other.wakeVmaWriter();
    }
  }

  /** The address space whose VMA it is now. */
  protected final MmStruct mm() {
    return mm;
  }

  /** {@code vma_end_read}. */
  void endRead() {
    mm.kernel().rcu().readLock();
    lock.upRead();
    mm.kernel().rcu().readUnlock();
  }

  /** A reader found that this is the VMA it wants. */
  void beginService() {
    served++;
  }

  /** That reader is done, and lets go. */
  void endService() {
    served--;
    endRead();
  }

  /** Whether a fault is being served. */
  boolean isServing() {
    return served > 0;
  }

  /** Keeps readers out until mmap_lock is released or downgraded ({@code vma_start_write}). */
  void startWrite() {
    Task task = mm.machine().current();
    if (task != null && mm.mmapSem().mode(task) != LockMode.WRITE) {
      mm.machine()
          .report(
              MmRule.D7,
              "VMA " + vma.describe() + " write-locked without mmap_lock held for writing");
    }
    if (isWriteLocked()) {
      return;
    }
    lock.downWrite();
    sequence.write(mm.lockSequence().peek());
    lock.upWrite();
  }

  /** The same, but without waiting; returns whether it is locked ({@code vma_try_start_write}). */
  boolean tryStartWrite() {
    if (isWriteLocked()) {
      return true;
    }
    if (!lock.tryDownWrite()) {
      return false;
    }
    sequence.write(mm.lockSequence().peek());
    lock.upWrite();
    return true;
  }

  /** Whether a writer has locked it and not moved the sequence number on since. */
  boolean isWriteLocked() {
    return sequence.peek() == mm.lockSequence().peek();
  }

  /** Whether a task holds it for reading. */
  boolean isReadBy(@Nullable Task task) {
    return served > 0 && lock.heldReadBy(task);
  }

  /** Whether it is being, or was, taken out of the tree, as a reader sees it. */
  boolean isDetached() {
    return detached.read() != 0;
  }

  /** As {@link #isDetached}, for checks. */
  boolean isMarkedDetached() {
    return detached.peek() != 0;
  }

  /** {@code vma_mark_detached}; only while it is locked for writing. */
  void markDetached(boolean on) {
    requireWriteLocked(MmRule.I_A, on ? "marked detached" : "attached again");
    if (on) {
      requireUnserved("marked detached");
    }
    if (on && mm.kernel().recyclesVmas()) {
      // A task that has locked it since may be about to find out, and must have left before it is
      // reused.
      lock.downWrite();
      detached.write(1);
      lock.upWrite();
      return;
    }
    detached.write(on ? 1 : 0);
  }

  /** Reports a change of the VMA that its readers are not kept from. */
  void requireWriteLocked(MmRule rule, String what) {
    if (mm.machine().current() != null && mm.locks().needVmaLock() && !isWriteLocked()) {
      mm.machine().report(rule, "VMA " + vma.describe() + " " + what + " without its write lock");
    }
  }

  /** Reports what must not be done to the VMA while a fault uses it. */
  void requireUnserved(String what) {
    if (served > 0) {
      mm.machine()
          .report(MmRule.I_A, "VMA " + vma.describe() + " " + what + " during a fault in it");
    }
  }
}
