// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.config;

import java.util.Optional;

/**
 * Bugs of the history of munmap that can be switched on in the paths beside it, by their ids in the
 * corpus. Each is one deviation at one place; without it the paths are those of a kernel in which
 * it is fixed.
 */
public enum Defect {
  // A: lock protocol and phases
  /** A driver's close callback takes mmap_sem for reading. */
  A_19,
  /** The zap gives the CPU back while it holds the page-table lock. */
  A_21,

  // B: lookup, split, detach
  /** The VMA below a range is still the one from before the first VMA was split. */
  B_04,
  /** A split that fails half-way leaves the VMA cut, and the part cut off without one. */
  B_05,
  /** A split that fails does not close the new VMA of a driver, which was opened. */
  B_12,

  // C: zap, TLB, mmu_gather, rmap
  /** Entries of dirty pages of files are flushed after their lock was let go. */
  C_10,
  /** A VMA leaves the reverse map before page frames without struct pages are flushed. */
  C_11,
  /** A zap forgets that an entry counts which holds the place of a page on the move. */
  C_14,
  /** A zap takes a huge page whole of which it was to take a part. */
  C_15,
  /** A zap clears entries without the lock of their page table. */
  C_18,

  // D: page-table freeing
  /** The neighbours of a range do not limit which of its page tables are freed. */
  D_02,
  /** munmap frees a page table of huge pages that others share. */
  D_14,

  // E: accounting
  /** The zap of a shared mapping takes VM_SHARED away, by which its pages are to be counted. */
  E_06,
  /** The new VMA of a split that failed is not freed. */
  E_12,

  // F: special VMAs and hooks
  /** What is found out under mmap_sem of the breakpoints of an mm is noted when it is released. */
  F_08,
  /** A mapping of huge pages may be split within one. */
  F_11,
  /** A split of huge pages leaves shared page tables before it holds the locks that it needs. */
  F_13,
  /** Who leaves a shared page table does not flush the TLBs. */
  F_14,
  /** A context that watches two VMAs of a range, or one that is prepared twice, gets two events. */
  F_16,
  /** An owner that was told early that its VMA goes is told again when it is freed. */
  F_19,
  /** The last reference to a file has it released at once, with whatever locks are held. */
  F_20,

  // G: companion operations
  /** VM_DEAD is tested when a fault begins, not under the page-table lock. */
  G_01,
  /** A fault that let go of mmap_sem to wait for a page goes on using the VMA. */
  G_02,
  /** The driver keeps the pointer to its VMA and uses it with mmap_sem held for reading. */
  G_10,
  /** The driver's shrinker does so. */
  G_11,
  /** The driver's shrinker reads the pointer before it takes mmap_sem. */
  G_12,
  /** The last exit munlocks before it excludes who reaps. */
  G_15,
  /** The last exit frees page tables without excluding who reaps. */
  G_16,
  /** The last exit leaves the VMAs that it freed in the list. */
  G_17,
  /** clone(CLONE_VM) takes no reference to the mm, which the child's exit drops all the same. */
  G_19,

  // I: per-VMA locks and the maple tree
  /** The number of mm_lock_seq moves on without a RELEASE. */
  I_03,
  /** A fault looks at the anon_vma of its VMA before it has locked it. */
  I_04,
  /** VMAs are freed without waiting for readers under RCU. */
  I_05,
  /** A fault does not look whose VMA it has locked. */
  I_06,
  /** A fault that has locked somebody else's VMA lets go of it without a hold of its mm. */
  I_07,
  /** A downgrade of mmap_lock does not unlock the VMAs. */
  I_10,
  /** Stacks grow with mmap_lock held for reading. */
  I_11,
  /** A fault that finds nothing under RCU does not look again with mmap_lock held. */
  I_12,
  /** A store across leaves of the maple tree loses what comes behind it. */
  I_14,

  // J: performance
  /** The zap goes from table to table without a rescheduling point. */
  J_10,
  /** Each huge page that goes costs an interrupt to every CPU, whether it knows of it or not. */
  J_12,

  // K: API and errno
  /** A fault in a VMA that is marked VM_DEAD ends in SIGBUS. */
  K_13,
  ;

  /** The id in the corpus, such as {@code C-01}. */
  public String id() {
    return name().replace('_', '-');
  }

  /** The defect of an id. */
  public static Optional<Defect> of(String id) {
    for (Defect defect : values()) {
      if (defect.id().equals(id)) {
        return Optional.of(defect);
      }
    }
    return Optional.empty();
  }
}
