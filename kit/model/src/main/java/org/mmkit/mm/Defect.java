// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

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
  /** The gather frees without flushing the TLBs. */
  C_01,
  /** Pages go back to the allocator before the TLBs are flushed. */
  C_02,
  /** A shootdown reaches the CPU that asks for it, and no other. */
  C_03,
  /** A gather that finds another one open forgets that it freed page tables (to Linux 5.2). */
  C_04,
  /** A gather that finds another one open flushes no more than what it cleared itself. */
  C_05,
  /** A gather that is finished still counts as open. */
  C_06,
  /** A VMA leaves the reverse map before page frames without struct pages are flushed. */
  C_11,
  /** A zap clears entries without the lock of their page table. */
  C_18,
  /** CPUs that idle with the mm are spared a shootdown even if page tables go. */
  C_19,
  /** VMAs leave the reverse map before their pages are zapped. */
  C_20,

  // D: page-table freeing
  /** The neighbours of a range do not limit which of its page tables are freed. */
  D_02,
  /** A shootdown does not wait for CPUs that walk page tables with interrupts off. */
  D_07,
  /** A page table is found empty without its lock, and freed. */
  D_11,
  /** A driver looks up page frames wherever a mapping follows, even below its start. */
  D_12,

// E: accounting

// F: special VMAs and hooks

// G: companion operations

// I: per-VMA locks and the maple tree

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
