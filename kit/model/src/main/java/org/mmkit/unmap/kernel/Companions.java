// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mmkit.mm.config.VmDeadCheck;
import org.mmkit.unmap.CompanionPaths;
import org.mmkit.unmap.LockProtocol;

/**
 * What a strategy said of the paths beside munmap.
 *
 * @param vmDeadTest which faults test VM_DEAD
 * @param changes the changes that are there or not
 * @param brkShrink how brk shrinks; null for do_munmap
 * @param mremapShrink how mremap shrinks; null for do_munmap
 * @param replacing how mmap(MAP_FIXED) unmaps what it replaces; null for a munmap before it
 * @param protocol makes the lock of an address space; null for mmap_sem
 */
record Companions(
    VmDeadCheck vmDeadTest,
    Set<Change> changes,
    @Nullable TailUnmap brkShrink,
    @Nullable TailUnmap mremapShrink,
    @Nullable FixedUnmap replacing,
    LockProtocol.@Nullable Maker protocol)
    implements CompanionPaths {

  /** A change that is there or not. */
  enum Change {
    STACK_GROWS_EXCLUSIVELY,
    FILE_FAULTS_UNDER_VMA_LOCK,
    SKIP_VM_FLAGS_INVERTED
  }

  /** The paths of Linux 4.18. */
  static final Companions STANDARD =
      new Companions(VmDeadCheck.NONE, EnumSet.noneOf(Change.class), null, null, null, null);

  /** What a strategy made of the standard paths. */
  static Companions of(CompanionPaths paths) {
    if (paths instanceof Companions companions) {
      return companions;
    }
    throw new IllegalArgumentException(
        "companions must return the paths that it was handed, or what their methods made of them");
  }

  boolean has(Change change) {
    return changes.contains(change);
  }

  @Override
  public Companions withVmDeadTestInUserFaults() {
    return with(VmDeadCheck.USER_FAULTS);
  }

  @Override
  public Companions withVmDeadTestInAllFaults() {
    return with(VmDeadCheck.ALL_FAULTS);
  }

  private Companions with(VmDeadCheck test) {
    return new Companions(test, changes, brkShrink, mremapShrink, replacing, protocol);
  }

  @Override
  public Companions withStackGrowthUnderWriteLock() {
    return with(Change.STACK_GROWS_EXCLUSIVELY);
  }

  @Override
  public Companions withFileFaultsUnderVmaLock() {
    return with(Change.FILE_FAULTS_UNDER_VMA_LOCK);
  }

  @Override
  public Companions withSkipVmFlagsInverted() {
    return with(Change.SKIP_VM_FLAGS_INVERTED);
  }

  private Companions with(Change change) {
    EnumSet<Change> more = EnumSet.of(change);
    more.addAll(changes);
    return new Companions(vmDeadTest, more, brkShrink, mremapShrink, replacing, protocol);
  }

  @Override
  public Companions withLockProtocol(LockProtocol.Maker maker) {
    return new Companions(vmDeadTest, changes, brkShrink, mremapShrink, replacing, maker);
  }

  @Override
  public Companions withBrkShrink(TailUnmap path) {
    return new Companions(vmDeadTest, changes, path, mremapShrink, replacing, protocol);
  }

  @Override
  public Companions withMremapShrink(TailUnmap path) {
    return new Companions(vmDeadTest, changes, brkShrink, path, replacing, protocol);
  }

  @Override
  public Companions withReplacement(FixedUnmap path) {
    return new Companions(vmDeadTest, changes, brkShrink, mremapShrink, path, protocol);
  }
}
