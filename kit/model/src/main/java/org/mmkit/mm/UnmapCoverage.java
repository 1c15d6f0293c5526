// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.Task;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Errno;

/**
 * What each munmap under way, or the unmap of a tail by brk or mremap, has changed of what is
 * mapped: pages of its range alone (V3), all in one hold of mmap_sem (L10), and none at all in the
 * end if it fails (V4). What other tasks do meanwhile is theirs.
 */
public final class UnmapCoverage {
  private static final int TASKS = 8;

  /** One unmap of one task. */
  private static final class Call {
    final String name;
    final long start;
    final long end;
    long inside;
    long outside;
    boolean paused;

    /** What it had changed when it let go of mmap_sem for writing last. */
    long insideBefore;

    Call(String name, long start, long end) {
      this.name = name;
      this.start = start;
      this.end = end;
    }
  }

  private final Machine machine;
  private static final Call[] NONE = {};

  private boolean inOneHold = true;

  /** By task; empty until a task enters munmap. */
  private @Nullable Call[] calls = NONE;

  UnmapCoverage(Machine machine) {
    this.machine = machine;
  }

  /**
   * The current task begins to unmap; what cannot be unmapped is a range without pages.
   *
   * @param name what unmaps, for sentences
   */
  public void begin(String name, long start, long length) {
    Task task = machine.current();
    if (task == null || task.id() >= TASKS) {
      return;
    }
    boolean valid = Munmap.checkRange(start, length) == 0;
    if (calls.length == 0) {
      calls = new Call[TASKS];
    }
    calls[task.id()] =
        valid ? new Call(name, start, start + Addr.pageAlign(length)) : new Call(name, 0, 0);
  }

  private @Nullable Call current() {
    if (calls.length == 0) {
      return null;
    }
    Task task = machine.current();
    return task == null || task.id() >= TASKS ? null : calls[task.id()];
  }

  /** The current task has mapped pages of [start, end) or, if the sign is negative, unmapped. */
  void changed(long start, long end, int sign) {
    Call call = current();
    if (call == null || call.paused) {
      return;
    }
    long inside = Math.max(0, Math.min(end, call.end) - Math.max(start, call.start));
    call.inside += sign * inside;
    call.outside += sign * (end - start - inside);
  }

  /** For a run that asks how long others wait, and not whether they can see half of a munmap. */
  public void allowPieces() {
    inOneHold = false;
  }

  /** The current task lets go of mmap_sem for writing: others see what it has done by now. */
  public void endHold() {
    Call call = current();
    if (call == null || call.paused) {
      return;
    }
    if (inOneHold && call.inside < call.insideBefore && call.insideBefore < 0) {
      machine.report(
          MmRule.L10,
          "others can see a part of "
              + call.name
              + " done and the rest not: when it let go of mmap_sem for writing, pages that were"
              + " gone: "
              + Addr.pages(-call.insideBefore)
              + ", pages that were still there: "
              + Addr.pages(call.insideBefore - call.inside));
    }
    call.insideBefore = call.inside;
  }

  /** While a hook runs, which may have mappings of its own to unmap. */
  void pause(boolean pause) {
    Call call = current();
    if (call != null) {
      call.paused = pause;
    }
  }

  /** The current task has unmapped, or failed to. */
  public void end(long result) {
    Call call = current();
    if (call == null) {
      return;
    }
    calls[machine.running().id()] = null;
    long missing = Addr.pages(-call.inside - call.outside);
    if (result < 0 && missing != 0) {
      machine.report(
          MmRule.V4,
          call.name + " returned " + Errno.name(result) + " after unmapping pages: " + missing);
    } else if (call.outside != 0) {
      machine.report(
          MmRule.V3, call.name + " has taken pages beside its range: " + Addr.pages(-call.outside));
    }
  }
}
