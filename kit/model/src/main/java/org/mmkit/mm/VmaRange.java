// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Task;

/**
 * The VMAs that a munmap works on: found, perhaps split, perhaps detached. Holds what do_munmap
 * keeps in its local variables.
 */
public final class VmaRange {
  private final long start;
  private final long end;
  private final int error;
  private final @Nullable VmArea previous;
  private final List<VmArea> vmas;
  private int freed;
  private boolean detached;
  private @Nullable Task owner;

  VmaRange(long start, long end, int error, @Nullable VmArea previous, List<VmArea> vmas) {
    this.start = start;
    this.end = end;
    this.error = error;
    this.previous = previous;
    this.vmas = vmas;
  }

  /** What was taken out of a range, or is about to be. */
  public VmaRange(long start, long end, List<VmArea> vmas) {
    this(start, end, 0, null, vmas);
  }

  static VmaRange failed(long start, long end, int error) {
    return new VmaRange(start, end, error, null, List.of());
  }

  /** First byte of the range. */
  public long start() {
    return start;
  }

  /** First byte behind the range, a whole page. */
  public long end() {
    return end;
  }

  /** 0 or a negative errno. */
  public int error() {
    return error;
  }

  String describe() {
    return Long.toHexString(start) + "-" + Long.toHexString(end);
  }

  /** The VMAs, lowest first. */
  public List<VmArea> vmas() {
    return vmas;
  }

  /** Whether nothing is mapped in the range. */
  public boolean isEmpty() {
    return vmas.isEmpty();
  }

  /** The VMA below the first when they were found, or null. */
  public @Nullable VmArea previous() {
    return previous;
  }

  /** Whether its pages are its owner's alone to unmap. */
  public boolean isDetached() {
    return detached;
  }

  void setDetached() {
    detached = true;
  }

  /** Some of its VMAs are freed, apart from the others; whether all are. */
  boolean allFreed(int count) {
    freed += count;
    return freed >= vmas.size();
  }

  /** The task that detached it; null for one that is not detached. */
  @Nullable Task owner() {
    return owner;
  }

  void setOwner(@Nullable Task task) {
    owner = task;
  }

  VmArea first() {
    return vmas.get(0);
  }

  VmArea last() {
    return vmas.get(vmas.size() - 1);
  }
}
