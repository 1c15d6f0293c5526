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
  /** A driver's close callback takes mmap_sem for reading. */
  A_19,
  /** The zap gives the CPU back while it holds the page-table lock. */
  A_21,

  // B: lookup, split, detach

  // C: zap, TLB, mmu_gather, rmap
  /** The gather frees without flushing the TLBs. */
  C_01,

// D: page-table freeing

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
