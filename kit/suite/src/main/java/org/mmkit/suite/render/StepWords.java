// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import org.mmkit.machine.Access;
import org.mmkit.machine.StepKind;
import org.mmkit.machine.Trace;

/** The words for steps, the kernel's where it has one. */
final class StepWords {
  /** The lock of an address space where a strategy brings it. */
  private static final String OF_A_STRATEGY = " mmap_lock";

  private StepWords() {}

  /** The word for a step of a trace. */
  static String of(Trace trace, int step) {
    boolean writes = trace.access(step) == Access.WRITE;
    String lock = lock(trace.lockName(step));
    if (lock.equals(OF_A_STRATEGY)) {
      return ofAStrategy(trace.kind(step), writes);
    }
    return switch (trace.kind(step)) {
      case TASK_START -> "start";
      case TASK_RESUME -> "go on";
      case SYSCALL_ENTER -> "enter";
      case SYSCALL_EXIT -> "return";
      case LOCK_READ -> "down_read" + lock;
      case LOCK_WRITE -> "down_write" + lock;
      case LOCK_TRY_READ -> "down_read_trylock" + lock;
      case LOCK_TRY_WRITE -> "down_write_trylock" + lock;
      case LOCK_DOWNGRADE -> "downgrade_write" + lock;
      case UNLOCK -> (writes ? "up_write" : "up_read") + lock;
      case SPIN_LOCK -> "spin_lock" + lock;
      case SPIN_UNLOCK -> "spin_unlock" + lock;
      case CELL_READ -> "read cell";
      case CELL_WRITE -> "write cell";
      case TREE_READ -> "find vma";
      case TREE_WRITE -> "store vma";
      case PTE_READ -> "read pte";
      case PTE_WRITE -> "set pte";
      case TABLE_WRITE -> "set pmd";
      case TLB_HIT -> "tlb hit";
      case TLB_FILL -> "fill tlb";
      case TLB_FLUSH -> "flush tlb";
      case FRAME_ALLOC -> "alloc page";
      case FRAME_FREE -> "free pages";
      case COUNTER -> "count";
      case USER_ACCESS -> writes ? "store" : "load";
      case GAP -> "gap";
      case HOOK -> "hook";
      case USER_EVENT -> "event";
      case RANGE_READ, RANGE_WRITE -> ofAStrategy(trace.kind(step), writes);
    };
  }

  private static String ofAStrategy(StepKind kind, boolean writes) {
    String how = writes ? "mmap_write_" : "mmap_read_";
    return switch (kind) {
      case LOCK_DOWNGRADE -> how + "downgrade";
      case UNLOCK -> how + "unlock";
      default -> how + "lock";
    };
  }

  /** Whether a step is left out unless something is about it. */
  static boolean isMinor(StepKind kind) {
    return switch (kind) {
      case SYSCALL_ENTER,
          SYSCALL_EXIT,
          SPIN_LOCK,
          SPIN_UNLOCK,
          CELL_READ,
          CELL_WRITE,
          TLB_HIT,
          TLB_FILL,
          COUNTER,
          GAP,
          USER_EVENT ->
          true;
      default -> false;
    };
  }

  /** Whether the step belongs to mmap_sem, which a strategy takes by itself. */
  static boolean isOnMmapSem(Trace trace, int step) {
    return trace.lockName(step).endsWith("mmap_sem") || trace.lockName(step).endsWith("mmap_lock");
  }

  /** {@code &mm->mmap_sem} is the one that is meant where none is named. */
  private static String lock(String name) {
    String shortName = name.substring(1 + Math.max(name.lastIndexOf('>'), name.lastIndexOf('.')));
    return shortName.isEmpty() || shortName.equals("mmap_sem")
        ? ""
        : " " + shortName.replace("(page)", "");
  }
}
