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

  // B: lookup, split, detach

  // C: zap, TLB, mmu_gather, rmap

  // D: page-table freeing
  /** The neighbours of a range do not limit which of its page tables are freed. */
  D_02,
  /** A page table is found empty without its lock, and freed. */
  D_11,
  /** A driver looks up page frames wherever a mapping follows, even below its start. */
  D_12,
  /** Who moves a page maps it again even where its entry was cleared meanwhile. */
  D_13,

  // E: accounting
  /** mremap takes the success of the unmap of what it moved for its failure. */
  E_10,

  // F: special VMAs and hooks
  /** What is found out under mmap_sem of the breakpoints of an mm is noted when it is released. */
  F_08,
  /** Who leaves a shared page table does not flush the TLBs. */
  F_14,
  /** An owner that was told early that its VMA goes is told again when it is freed. */
  F_19,
  /** The last reference to a file has it released at once, with whatever locks are held. */
  F_20,

  // G: companion operations
  /** fork makes a child's VMA visible to walks of the file's mappings before it is complete. */
  G_07,
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
  /** Reaping takes the pages of locked mappings too. */
  G_18,
  /** clone(CLONE_VM) takes no reference to the mm, which the child's exit drops all the same. */
  G_19,
  /** A core dump walks the mappings without excluding who changes them. */
  G_20,
  /** khugepaged takes page tables under the page-table lock alone. */
  G_21,
  /** mremap flushes the TLBs when it has let go of the page-table locks. */
  G_22,

  /** fork does not write-lock the VMAs that it copies. */
  G_06,

  // I: per-VMA locks and the maple tree
  /** The number of mm_lock_seq moves on without a RELEASE. */
  I_03,
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
  /** A store across leaves of the maple tree loses what comes behind it. */
  I_14,

// J: performance

// K: API and errno
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
