// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.LockMode;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RwSemaphore;
import org.mmkit.machine.Task;

/**
 * Which lock each field of an mm needs, checked at each access. To Linux 6.3 all is guarded by
 * mmap_sem; stack growth is the one writer that holds it for reading, with the page-table lock.
 * Since 6.4 a page may also be mapped under the lock of its VMA, and a task that changes a VMA has
 * to lock that one too.
 */
public class LockRules {
  /** How they are made. */
  public static final Part<BiFunction<Machine, RwSemaphore, LockRules>> PART =
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
  private final RwSemaphore mmapSem;

  private @Nullable Task growingStack;

  /** The rules of an address space, for its maker and a part that does one step otherwise. */
  protected LockRules(Machine machine, RwSemaphore mmapSem) {
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
    return machine.current() == null || mmapSem.mode(machine.current()) == LockMode.WRITE;
  }

  void read(MmField field) {
    check(field, Needs.READ, field.readRule, "read");
  }

  void write(MmField field) {
    Needs needs =
        switch (field) {
          case VMA_TREE, VM_FLAGS, BRK -> Needs.WRITE;
          case VMA_BOUNDS, LOCKED_VM -> growsStack() ? Needs.READ : Needs.WRITE;
          case TOTAL_VM -> growsStack() ? Needs.READ : Needs.DOWNGRADED;
          case PGTABLES_FREE -> Needs.DOWNGRADED;
          case PTE_INSTALL -> Needs.READ;
        };
    check(field, needs, field.writeRule, "written");
  }

  /** A none PTE of a VMA is made present. */
  void install(VmArea vma) {
    if (!vma.isServedByCurrent()) {
      write(MmField.PTE_INSTALL);
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
      machine.report(rule, field + " " + verb + " with mmap_sem held " + words(mode));
    }
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
