// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap;

import java.util.EnumSet;
import java.util.Optional;
import org.mmkit.mm.config.VmDeadCheck;

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

  /** Begins the unmapping of what mmap(MAP_FIXED) replaces. */
  @FunctionalInterface
  public interface FixedUnmap {

    /** Takes the range, which holds at least one mapping. */
    Replacement begin(UnmapContext kernel, long start, long length);
  }

  /** A change that is there or not. */
  private enum Change {
    STACK_GROWS_EXCLUSIVELY,
    FILE_FAULTS_UNDER_VMA_LOCK,
    SKIP_OF_SPECIALS_INVERTED
  }

  private static final CompanionPaths STANDARD =
      new CompanionPaths(VmDeadCheck.NONE, EnumSet.noneOf(Change.class), null, null, null);

  private final VmDeadCheck vmDeadTest;
  private final EnumSet<Change> changes;
  private final TailUnmap brkShrink;
  private final TailUnmap mremapShrink;
  private final FixedUnmap replacing;

  private CompanionPaths(
      VmDeadCheck vmDeadTest,
      EnumSet<Change> changes,
      TailUnmap brkShrink,
      TailUnmap mremapShrink,
      FixedUnmap replacing) {
    this.vmDeadTest = vmDeadTest;
    this.changes = changes;
    this.brkShrink = brkShrink;
    this.mremapShrink = mremapShrink;
    this.replacing = replacing;
  }

  /** The paths of Linux 4.18: no VM_DEAD, brk and mremap shrink with the lock held exclusively. */
  public static CompanionPaths standard() {
    return STANDARD;
  }

  /** The x86 fault handler refuses a VMA that is marked VM_DEAD; get_user_pages does not (v3). */
  public CompanionPaths withVmDeadTestInUserFaults() {
    return with(VmDeadCheck.USER_FAULTS);
  }

  /** Every fault refuses a VMA that is marked VM_DEAD, under the page-table lock (v4). */
  public CompanionPaths withVmDeadTestInAllFaults() {
    return with(VmDeadCheck.ALL_FAULTS);
  }

  private CompanionPaths with(VmDeadCheck test) {
    return new CompanionPaths(test, changes, brkShrink, mremapShrink, replacing);
  }

  private CompanionPaths with(Change change) {
    EnumSet<Change> more = EnumSet.copyOf(changes);
    more.add(change);
    return new CompanionPaths(vmDeadTest, more, brkShrink, mremapShrink, replacing);
  }

  /**
   * A fault that grows a stack takes mmap_sem for writing first (Linux 6.5, commit 8d7071af8907).
   */
  public CompanionPaths withStackGrowthUnderWriteLock() {
    return with(Change.STACK_GROWS_EXCLUSIVELY);
  }

  /**
   * Faults in files are served under the lock of their VMA too, where VMAs have one (Linux 6.6).
   */
  public CompanionPaths withFileFaultsUnderVmaLock() {
    return with(Change.FILE_FAULTS_UNDER_VMA_LOCK);
  }

  /**
   * The test that leaves out what writes vm_flags is inverted for huge pages: it is done when it
   * should be left out, and left out of the regular munmap (v5 and v6).
   */
  public CompanionPaths withSkipOfSpecialsInverted() {
    return with(Change.SKIP_OF_SPECIALS_INVERTED);
  }

  /** brk(2) unmaps the tail of the heap this way. */
  public CompanionPaths withBrkShrink(TailUnmap path) {
    return new CompanionPaths(vmDeadTest, changes, path, mremapShrink, replacing);
  }

  /** mremap(2) unmaps the tail of a mapping that shrinks in place this way. */
  public CompanionPaths withMremapShrink(TailUnmap path) {
    return new CompanionPaths(vmDeadTest, changes, brkShrink, path, replacing);
  }

  /** mmap(MAP_FIXED) unmaps what it replaces this way, and stores the new VMA over it. */
  public CompanionPaths withReplacement(FixedUnmap path) {
    return new CompanionPaths(vmDeadTest, changes, brkShrink, mremapShrink, path);
  }

  public VmDeadCheck vmDeadTest() {
    return vmDeadTest;
  }

  public boolean stackGrowsExclusively() {
    return changes.contains(Change.STACK_GROWS_EXCLUSIVELY);
  }

  public boolean fileFaultsUnderVmaLock() {
    return changes.contains(Change.FILE_FAULTS_UNDER_VMA_LOCK);
  }

  public boolean skipOfSpecialsInverted() {
    return changes.contains(Change.SKIP_OF_SPECIALS_INVERTED);
  }

  /** How mmap(MAP_FIXED) unmaps what it replaces, where the patch changed it. */
  public Optional<FixedUnmap> replacing() {
    return Optional.ofNullable(replacing);
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
