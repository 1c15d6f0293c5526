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

  // E: accounting

  // F: special VMAs and hooks
  /** An owner that was told early that its VMA goes is told again when it is freed. */
  F_19,

  // G: companion operations
  /** The last exit munlocks before it excludes who reaps. */
  G_15,
  /** The last exit frees page tables without excluding who reaps. */
  G_16,
  /** The last exit leaves the VMAs that it freed in the list. */
  G_17,

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
