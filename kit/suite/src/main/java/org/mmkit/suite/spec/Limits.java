// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.spec;

import org.jspecify.annotations.Nullable;

/** Limits of a process. Counts are relative to what the process had when the program began. */
final class Limits {

  /** Mappings of the model's process before its program does anything; a real one has more. */
  private static final int OTHER_MAPPINGS = 2;

  private static final long CERTAIN_PAGES = 1L << 20;
  private static final long IMPOSSIBLE_PAGES = 1L << 32;

  private @Nullable Long addressSpace;
  private @Nullable Long data;
  private long lockable = 2048;
  private boolean canLockAnything = true;
  private boolean full;

  /** vm.max_map_count. */
  private int maxMapCount = 65530;

  private int otherMappings = OTHER_MAPPINGS;

  Limits copy() {
    Limits copy = new Limits();
    copy.addressSpace = addressSpace;
    copy.data = data;
    copy.lockable = lockable;
    copy.canLockAnything = canLockAnything;
    copy.full = full;
    copy.maxMapCount = maxMapCount;
    copy.otherMappings = otherMappings;
    return copy;
  }

  /** The limits of another process that shares the memory. */
  Limits of(Limits other) {
    Limits limits = other.copy();
    limits.full = full;
    return limits;
  }

  void limitAddressSpace(long pages) {
    addressSpace = pages;
  }

  /** Pages that the program does not know of are unmapped. */
  void freeAddressSpace(long pages) {
    otherMappings--;
    addressSpace = addressSpace == null ? null : Long.valueOf(addressSpace + pages);
  }

  void limitData(long pages) {
    data = pages;
  }

  boolean hasAddressLimit() {
    return addressSpace != null;
  }

  boolean hasDataLimit() {
    return data != null;
  }

  void limitLocked(long pages) {
    lockable = pages;
  }

  void dropCapability() {
    canLockAnything = false;
  }

  /** The process may have so many mappings, those of its own among them. */
  void limitMappings(int count) {
    maxMapCount = count;
    full = true;
  }

  /** From now on the number of mappings matters. */
  void countMappings() {
    full = true;
  }

  /** Mappings that the arena may have before the process is full. */
  int roomForMappings() {
    return maxMapCount + 1 - otherMappings;
  }

  /** may_expand_vm. */
  boolean mayExpand(Space space, Attributes attributes, long pages) {
    if (addressSpace != null && pages(space) + pages > addressSpace) {
      return false;
    }
    return data == null || !attributes.isData() || dataPages(space) + pages <= data;
  }

  /** check_data_rlimit: whether a heap of so many pages needs what the process itself may use. */
  boolean mayRefuseHeap(long pages) {
    return data != null && pages > data;
  }

  /** The overcommit heuristic, for private writable memory. */
  static boolean hasMemory(Attributes attributes, long pages) {
    boolean accountable =
        attributes.can(Attributes.WRITE)
            && !attributes.isSharedWritable()
            && !attributes.has(Flag.NORESERVE)
            && !attributes.has(Flag.HUGETLB);
    return !accountable || hasMemory(pages);
  }

  /** The overcommit heuristic. */
  static boolean hasMemory(long pages) {
    if (pages <= CERTAIN_PAGES) {
      return true;
    }
    if (pages < IMPOSSIBLE_PAGES) {
      throw new Open("depends on the size of the machine's memory");
    }
    return false;
  }

  /** can_do_mlock. */
  boolean mayLock() {
    return canLockAnything || lockable != 0;
  }

  /** Whether so many locked pages are allowed in all. */
  boolean mayLock(long pages) {
    return canLockAnything || pages <= lockable;
  }

  /** mlock_future_ok: whether a mapping that may be locked can grow. */
  boolean mayLockMore(SpecState state, Attributes attributes, long pages) {
    return !attributes.isLocked() || mayLock(lockedPages(state) + pages);
  }

  /** Whether mmap may add a mapping. */
  boolean hasRoomToMap(Space space) {
    return mappings(space) <= maxMapCount;
  }

  /** Whether a mapping may be split. */
  boolean hasRoomToSplit(Space space) {
    return mappings(space) < maxMapCount;
  }

  /** Whether a mapping may be split so many times. */
  boolean hasRoomToSplit(Space space, int times) {
    return mappings(space) + times - 1 < maxMapCount;
  }

  /** Whether mremap may move a mapping. */
  boolean hasRoomToMove(Space space) {
    return mappings(space) + 2 < maxMapCount - 3;
  }

  private int mappings(Space space) {
    return full ? space.runs().size() + otherMappings : 0;
  }

  static long pages(Space space) {
    return space.runs().stream().mapToLong(Run::pages).sum();
  }

  static long dataPages(Space space) {
    return space.runs().stream()
        .filter(run -> run.attributes().isData())
        .mapToLong(Run::pages)
        .sum();
  }

  static long lockedPages(SpecState state) {
    return state.lockedTwice
        + state.space.runs().stream()
            .filter(run -> run.attributes().isLocked())
            .mapToLong(Run::pages)
            .sum();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Limits that
        && java.util.Objects.equals(addressSpace, that.addressSpace)
        && java.util.Objects.equals(data, that.data)
        && lockable == that.lockable
        && canLockAnything == that.canLockAnything
        && full == that.full
        && maxMapCount == that.maxMapCount
        && otherMappings == that.otherMappings;
  }

  @Override
  public int hashCode() {
    return java.util.Objects.hash(addressSpace, data, lockable, canLockAnything, full);
  }
}
