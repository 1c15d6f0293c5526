// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm.beside;

import org.mmkit.machine.Access;
import org.mmkit.machine.Machine;
import org.mmkit.machine.StepKind;
import org.mmkit.mm.AccessKind;
import org.mmkit.mm.BoundsTables;
import org.mmkit.mm.Fault;
import org.mmkit.mm.HugePmd;
import org.mmkit.mm.MmCost;
import org.mmkit.mm.MmRule;
import org.mmkit.mm.MmStruct;
import org.mmkit.mm.PageFrames;
import org.mmkit.mm.Pte;
import org.mmkit.mm.PteTable;
import org.mmkit.mm.TaskStruct;
import org.mmkit.mm.Tlb;
import org.mmkit.mm.UprobeTrap;
import org.mmkit.mm.Uprobes;
import org.mmkit.mm.uapi.Addr;
import org.mmkit.mm.uapi.Signal;

/**
 * Loads and stores of user code: TLB, hardware walk, fault, and again until it works or signals.
 */
public final class UserMemory {
  private static final int FAULTS_MAX = 64;

  /** Faults in vain after which another task has to run. */
  private static final int FAULTS_IN_VAIN = 4;

  private final TaskStruct task;
  private final Machine machine;
  private final PageFrames frames;

  /** User code of a task. */
  public UserMemory(TaskStruct task) {
    this.task = task;
    this.machine = task.machine();
    this.frames = task.kernel().frames();
  }

  /** Loads a byte: 0 to 255, or the negative ordinal of a {@link Signal}. */
  public int load(long address) {
    return access(address, AccessKind.READ, 0);
  }

  /** Stores a byte: 0, or the negative ordinal of a {@link Signal}. */
  public int store(long address, int value) {
    return access(address, AccessKind.WRITE, value);
  }

  /** Executes the instruction at an address: 0, or the negative ordinal of a {@link Signal}. */
  public int execute(long address) {
    for (int tries = 0; tries < FAULTS_MAX; tries++) {
      int instruction = access(address, AccessKind.EXECUTE, 0);
      if (instruction != (Uprobes.INT3 & 0xff)) {
        return Math.min(instruction, 0);
      }
      switch (UprobeTrap.of(task).trap(address)) {
        case BEHIND:
          return 0;
        case SIGNAL:
          return -Signal.TRAP.ordinal();
        default:
          // Its page may be there for a while yet; it is run again until that has gone.
          Signal signal = Fault.of(task).user(address, AccessKind.EXECUTE);
          if (signal != Signal.NONE) {
            return -signal.ordinal();
          }
      }
    }
    throw machine.fatal(MmRule.PG2, "a breakpoint was run and gone again and again");
  }

  /** Whether pointers in memory have bounds, on this architecture. */
  public boolean hasBounds() {
    return task.mm().bounds() != null;
  }

  /**
   * Notes the bounds of a pointer that is kept at an address ({@code bndstx}); where there is no
   * table the kernel makes one. Returns 0 or the negative ordinal of a {@link Signal}. Does nothing
   * on an architecture without bounds.
   */
  public int storeBounds(long address, int value) {
    BoundsTables bounds = task.mm().bounds();
    if (bounds == null) {
      return 0;
    }
    if (bounds.entry(address) < 0) {
      machine.charge(MmCost.FAULT, 1);
      long error = bounds.make(task, address);
      machine.kernelMode().assertNoLocksHeld();
      if (error != 0) {
        return -Signal.SEGV_MAPERR.ordinal();
      }
    }
    return store(bounds.entry(address), value);
  }

  /** The bounds of a pointer that is kept at an address ({@code bndldx}), 0 for none. */
  public int loadBounds(long address) {
    BoundsTables bounds = task.mm().bounds();
    long entry = bounds == null ? -1 : bounds.entry(address);
    return entry < 0 ? 0 : load(entry);
  }

  /** The signal that a result of this class stands for. */
  public static Signal signalOf(int result) {
    return result >= 0 ? Signal.NONE : Signal.values()[-result];
  }

  /** What is done to memory once a translation allows it. */
  private interface Touch {
    int with(long pte);
  }

  private int access(long address, AccessKind kind, int value) {
    int result = access(address, kind, pte -> touch(pte, address, kind, value));
    if (result < 0) {
      machine.charge(MmCost.SIGNAL, 1);
    }
    return result;
  }

  /** The kernel's copy of some bytes that lie in one page; false if the page cannot be had. */
  public boolean copyInPage(long address, byte[] data, int from, int length, AccessKind kind) {
    return access(address, kind, pte -> copy(pte, address, data, from, length, kind)) >= 0;
  }

  private int copy(long pte, long address, byte[] data, int from, int length, AccessKind kind) {
    int frame = Pte.frame(pte);
    int offset = frameOffset(frame, address);
    for (int i = 0; i < length; i++) {
      if (kind == AccessKind.WRITE) {
        frames.write(frame, offset + i, data[from + i]);
      } else {
        data[from + i] = frames.read(frame, offset + i);
      }
    }
    return 0;
  }

  private int access(long address, AccessKind kind, Touch touch) {
    for (int faults = 0; faults < FAULTS_MAX; faults++) {
      machine.step(
          StepKind.USER_ACCESS,
          pageId(address),
          kind == AccessKind.WRITE ? Access.WRITE : Access.READ,
          MmCost.USER_ACCESS,
          1);
      long pte = translate(address, kind);
      if (pte != Pte.NONE) {
        return touch.with(pte);
      }
      Signal signal =
          Addr.isCanonical(address) ? Fault.of(task).user(address, kind) : Signal.SEGV_KERNEL;
      if (signal != Signal.NONE) {
        return -signal.ordinal();
      }
      if (faults >= FAULTS_IN_VAIN) {
        task.mm().flushes().await();
      }
    }
    throw machine.fatal(
        MmRule.PG2, "fault at " + Long.toHexString(address) + " repeated " + FAULTS_MAX + " times");
  }

  /** An entry that allows the access, from the TLB or by a walk, or {@link Pte#NONE}. */
  private long translate(long address, AccessKind kind) {
    if (Long.compareUnsigned(address, Addr.TASK_SIZE) >= 0) {
      return Pte.NONE;
    }
    MmStruct mm = task.mm();
    Tlb tlb = task.kernel().tlbs().of(task.cpu());
    long page = Addr.pageStart(address);
    long cached = tlb.lookup(mm, page);
    if (kind.allowedByPte(cached)) {
      task.kernel().tlbs().checkTrue(mm, task.cpu(), page, cached);
      return cached;
    }
    long pte = walk(mm, tlb, page);
    if (!kind.allowedByPte(pte)) {
      return Pte.NONE;
    }
    if (Pte.frame(pte) != PageFrames.ZERO_PAGE) {
      frames.set(Pte.frame(pte), PageFrames.CACHED_IN_TLB);
    }
    tlb.fill(mm, page, pte);
    return pte;
  }

  private static long walk(MmStruct mm, Tlb tlb, long page) {
    PteTable table = tlb.cachedTable(mm, page);
    if (table != null) {
      return table.remembered(PteTable.index(page));
    }
    Object pmd = mm.pageTables().pmd(page);
    if (pmd instanceof PteTable found) {
      tlb.cacheTable(mm, found);
      return found.get(PteTable.index(page));
    }
    return pmd instanceof HugePmd huge ? huge.pte() : Pte.NONE;
  }

  private int touch(long pte, long address, AccessKind kind, int value) {
    int frame = Pte.frame(pte);
    int offset = frameOffset(frame, address);
    if (kind == AccessKind.WRITE) {
      frames.write(frame, offset, (byte) value);
      return 0;
    }
    return frames.read(frame, offset) & 0xff;
  }

  /** A huge page keeps its bytes by offset in 2 MiB. */
  private int frameOffset(int frame, long address) {
    long mask = frames.has(frame, PageFrames.HUGE) ? Addr.PMD_SIZE - 1 : Addr.PAGE_SIZE - 1;
    return (int) (address & mask);
  }

  private long pageId(long address) {
    return task.mm().id() ^ (Addr.pages(address) << 20);
  }
}
