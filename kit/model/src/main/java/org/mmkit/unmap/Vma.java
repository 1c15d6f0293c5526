// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

/** A VMA, as a strategy sees it. Reading a freed one is a finding. */
public interface Vma {

  /** First byte. */
  long start();

  /** First byte behind it. */
  long end();

  /** Whether it is VM_LOCKED. */
  boolean isLocked();

  /** Whether it is marked VM_DEAD (series v3 and v4). */
  boolean isDead();

  /** Whether it is sealed (mseal). */
  boolean isSealed();

  /** Whether it is VM_HUGETLB or VM_PFNMAP. */
  boolean isHugetlbOrPfnmap();

  /** Whether a uprobe may be in it. */
  boolean hasUprobes();
}
