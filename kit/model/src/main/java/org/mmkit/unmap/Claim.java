// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** A promise that a strategy makes; a claim that does not hold is a finding. */
public enum Claim {
  /** Zaps with mmap_sem held for reading only: the exclusive hold does not grow with the range. */
  DOWNGRADES,
  /** Takes the whole range out of sight at one point; what L1 to L4 ask of every strategy. */
  ATOMIC,
  /** Unmaps hugetlb and PFNMAP mappings with mmap_sem held exclusively. */
  SPECIALS_EXCLUSIVE,
  /** Unmaps mappings with uprobes with mmap_sem held exclusively. */
  UPROBES_EXCLUSIVE
}
