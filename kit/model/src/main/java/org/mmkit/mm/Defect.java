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

  // D: page-table freeing

  // E: accounting

  // F: special VMAs and hooks

  // G: companion operations
  /** VM_DEAD is tested when a fault begins, not under the page-table lock. */
  G_01,
  /** A fault that let go of mmap_sem to wait for a page goes on using the VMA. */
  G_02,
  /** fork makes a child's VMA visible to walks of the file's mappings before it is complete. */
  G_07,
  /** The driver keeps the pointer to its VMA and uses it with mmap_sem held for reading. */
  G_10,
  /** The driver's shrinker does so. */
  G_11,
  /** The driver's shrinker reads the pointer before it takes mmap_sem. */
  G_12,
  /** get_user_pages takes what a lookup in a hole finds for the mapping of the address. */
  G_13,
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
  /** A walk of /proc goes on with its VMA after it let a writer in. */
  G_24,

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
