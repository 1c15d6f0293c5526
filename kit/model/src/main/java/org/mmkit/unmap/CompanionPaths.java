// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.util.Optional;
import org.mmkit.mm.VmDeadTest;

/** What a patch changed beside munmap itself. Immutable. */
public final class CompanionPaths {

  /** Unmaps the tail of a heap or of a shrinking mapping. */
  @FunctionalInterface
  public interface TailUnmap {

    /**
     * Removes the mappings of a range. Entered with mmap_sem held for writing; the caller releases
     * it, and delivers the events of userfaultfd then.
     *
     * @return a negative errno or 0 with the lock still held for writing, or 1 with the lock
     *     downgraded to reading
     */
    int munmap(UnmapContext kernel, long start, long length);
  }

  private static final CompanionPaths STANDARD = new CompanionPaths(VmDeadTest.NONE, null, null);

  private final VmDeadTest vmDeadTest;
  private final TailUnmap brkShrink;
  private final TailUnmap mremapShrink;

  private CompanionPaths(VmDeadTest vmDeadTest, TailUnmap brkShrink, TailUnmap mremapShrink) {
    this.vmDeadTest = vmDeadTest;
    this.brkShrink = brkShrink;
    this.mremapShrink = mremapShrink;
  }

  /** The paths of Linux 4.18: no VM_DEAD, brk and mremap shrink with the lock held exclusively. */
  public static CompanionPaths standard() {
    return STANDARD;
  }

  /** The x86 fault handler refuses a VMA that is marked VM_DEAD; get_user_pages does not (v3). */
  public CompanionPaths withVmDeadTestInUserFaults() {
    return new CompanionPaths(VmDeadTest.USER_FAULTS, brkShrink, mremapShrink);
  }

  /** Every fault refuses a VMA that is marked VM_DEAD, under the page-table lock (v4). */
  public CompanionPaths withVmDeadTestInAllFaults() {
    return new CompanionPaths(VmDeadTest.ALL_FAULTS, brkShrink, mremapShrink);
  }

  /** brk(2) unmaps the tail of the heap this way. */
  public CompanionPaths withBrkShrink(TailUnmap path) {
    return new CompanionPaths(vmDeadTest, path, mremapShrink);
  }

  /** mremap(2) unmaps the tail of a mapping that shrinks in place this way. */
  public CompanionPaths withMremapShrink(TailUnmap path) {
    return new CompanionPaths(vmDeadTest, brkShrink, path);
  }

  VmDeadTest vmDeadTest() {
    return vmDeadTest;
  }

  /** How brk shrinks, where the patch changed it. */
  public Optional<TailUnmap> brkShrink() {
    return Optional.ofNullable(brkShrink);
  }

  /** How mremap shrinks, where the patch changed it. */
  public Optional<TailUnmap> mremapShrink() {
    return Optional.ofNullable(mremapShrink);
  }
}
