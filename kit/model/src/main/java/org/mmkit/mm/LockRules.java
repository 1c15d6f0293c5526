// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.ProtocolLock;
import org.mmkit.machine.RangeLock;
import org.mmkit.machine.Task;

/**
 * Which lock each field of an mm needs, checked at each access. To Linux 6.3 all is guarded by
 * mmap_sem; stack growth is the one writer that holds it for reading, with the page-table lock.
 * Since 6.4 a page may also be mapped under the lock of its VMA, and a task that changes a VMA has
 * to lock that one too.
 */
public class LockRules {
  /** How they are made. */
  public static final Part<BiFunction<Machine, RangeLock, LockRules>> PART =
      Part.of("the lock rules", LockRules::new);

  /** The least hold of mmap_sem that allows an access. */
  private enum Needs {
    NOTHING,
    READ,
    DOWNGRADED,
    WRITE;

    boolean met(LockMode mode) {
      return switch (this) {
        case NOTHING -> true;
        case READ -> mode != LockMode.NONE;
        case DOWNGRADED -> mode == LockMode.DOWNGRADED || mode == LockMode.WRITE;
        case WRITE -> mode == LockMode.WRITE;
      };
    }
  }

  private final Machine machine;
  private final RangeLock mmapSem;

  private @Nullable Task growingStack;

  /** The rules of an address space, for its maker and a part that does one step otherwise. */
  protected LockRules(Machine machine, RangeLock mmapSem) {
    this.machine = machine;
    this.mmapSem = mmapSem;
  }

  /** Stack growth may move a boundary with mmap_sem held for reading and page_table_lock. */
  void setGrowingStack(boolean growing) {
    this.growingStack = growing ? machine.current() : null;
  }

  /** Whether the current task grows a stack in the way that is allowed. */
  boolean growsStack() {
    return growingStack != null && growingStack == machine.current();
  }

  /** Whether a VMA may be changed only when it is locked too, where VMAs have locks. */
  protected boolean needVmaLock() {
    return !growsStack();
  }

  /** Whether no other task can change the mm now, so that several steps may be taken as one. */
  protected boolean isExclusive() {
    Task task = machine.current();
    return task == null || mmapSem.mode(task) == LockMode.WRITE && mmapSem.isHeldWhole(task);
  }

  /**
   * Whether tasks that hold parts of the lock for writing change the counters of the mm at once.
   */
  boolean countAtOnce() {
    return mmapSem instanceof ProtocolLock;
  }

  /** Something that is there once in an mm is read: some hold of the lock keeps it. */
  void read(MmField field) {
    check(field, Needs.READ, field.readRule, "read");
  }

  /** What belongs to a range of addresses is read: a hold of some part of it keeps it. */
  void read(MmField field, long start, long end) {
    check(field, Needs.READ, field.readRule, "read", start, end);
  }

  /** Something that is there once in an mm is written. */
  void write(MmField field) {
    check(field, needs(field), field.writeRule, "written");
  }

  /** What belongs to a range of addresses is written: who holds all of it is alone. */
  void write(MmField field, long start, long end) {
    check(field, needs(field), field.writeRule, "written", start, end);
  }

  private Needs needs(MmField field) {
    return switch (field) {
      case VMA_TREE, VM_FLAGS, BRK -> Needs.WRITE;
      case VMA_BOUNDS, LOCKED_VM -> growsStack() ? Needs.READ : Needs.WRITE;
      case TOTAL_VM -> growsStack() ? Needs.READ : Needs.DOWNGRADED;
      case PGTABLES_FREE -> Needs.DOWNGRADED;
      case PTE_INSTALL -> Needs.READ;
    };
  }

  /** A none PTE of a VMA is made present. */
  void install(VmArea vma) {
    if (!vma.isServedByCurrent()) {
      write(MmField.PTE_INSTALL, vma.start(), vma.end());
    }
  }

  /** Whether they apply now: only where tasks run. */
  protected boolean apply() {
    return machine.current() != null;
  }

  private void check(MmField field, Needs needs, MmRule rule, String verb) {
    if (!apply()) {
      return;
    }
    LockMode mode = mmapSem.mode(machine.current());
    if (!needs.met(mode)) {
      machine.report(rule, field + " " + verb + held(machine.current()));
    }
  }

  private void check(MmField field, Needs needs, MmRule rule, String verb, long start, long end) {
    if (!apply()) {
      return;
    }
    Task task = machine.current();
    if (!needs.met(mmapSem.mode(task, start, end))) {
      machine.report(rule, field + at(start, end) + verb + held(task));
    }
  }

  private String at(long start, long end) {
    return mmapSem instanceof ProtocolLock
        ? " of " + Long.toHexString(start) + "-" + Long.toHexString(end) + " "
        : " ";
  }

  private String held(@Nullable Task task) {
    String mode = words(mmapSem.mode(task));
    return mmapSem instanceof ProtocolLock lock
        ? " with mmap_lock held " + mode + lock.rangeOf(task)
        : " with mmap_sem held " + mode;
  }

  private static String words(LockMode mode) {
    return switch (mode) {
      case NONE -> "not at all";
      case READ -> "for reading";
      case DOWNGRADED -> "for reading (downgraded)";
      case WRITE -> "for writing";
    };
  }
}
