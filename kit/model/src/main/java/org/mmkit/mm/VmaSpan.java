// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import java.util.List;
import org.mmkit.machine.Task;

/**
 * The VMAs that a munmap works on: found, perhaps split, perhaps detached. Holds what do_munmap
 * keeps in its local variables.
 */
public final class VmaSpan {
  private final long start;
  private final long end;
  private final int error;
  private final List<VmArea> vmas;
  private boolean detached;
  private Task owner;

  VmaSpan(long start, long end, int error, List<VmArea> vmas) {
    this.start = start;
    this.end = end;
    this.error = error;
    this.vmas = vmas;
  }

  /** A range by itself. */
  public VmaSpan(long start, long end) {
    this(start, end, 0, List.of());
  }

  /** What was taken out of a range. */
  public static VmaSpan takenOut(long start, long end, List<VmArea> vmas) {
    VmaSpan span = new VmaSpan(start, end, 0, vmas);
    span.detached = true;
    return span;
  }

  static VmaSpan failed(long start, long end, int error) {
    return new VmaSpan(start, end, error, List.of());
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

  /** The VMAs, lowest first. */
  public List<VmArea> vmas() {
    return vmas;
  }

  /** Whether nothing is mapped in the range. */
  public boolean isEmpty() {
    return vmas.isEmpty();
  }

  boolean isDetached() {
    return detached;
  }

  void setDetached() {
    detached = true;
  }

  /** The task that has taken the VMAs out and not unmapped their pages yet. */
  Task owner() {
    return owner;
  }

  void setOwner(Task task) {
    owner = task;
  }

  VmArea first() {
    return vmas.get(0);
  }
}
