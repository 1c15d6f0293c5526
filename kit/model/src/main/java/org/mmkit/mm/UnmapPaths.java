// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.jspecify.annotations.Nullable;
import org.mmkit.machine.Machine;
import org.mmkit.machine.RangeLock;
import org.mmkit.mm.config.VmDeadCheck;

/**
 * How this kernel carries out munmap(2), and what goes with it: the seam at which a strategy plugs
 * in.
 */
public interface UnmapPaths {

  /** munmap(2): entered and left without locks. Returns 0 or a negative errno. */
  long munmap(TaskStruct task, long start, long length);

  /**
   * Unmaps the tail of a heap, mmap_sem held for writing: 0, 1 if downgraded, or a negative errno.
   */
  int shrinkBrk(TaskStruct task, long start, long length, UnmapEvents events);

  /**
   * Unmaps the tail of a shrinking mapping, mmap_sem held for writing; returns as shrinkBrk does.
   */
  int shrinkMremap(TaskStruct task, long start, long length, UnmapEvents events);

  /**
   * The unmapping of what mmap(MAP_FIXED) replaces; null if that is an ordinary munmap before it.
   */
  @Nullable Replacement replacement(TaskStruct task, long start, long length, UnmapEvents events);

  /** Which faults test VM_DEAD. */
  VmDeadCheck vmDeadTest();

  /** What keeps faults out of VMAs that change; asked once, at boot. */
  VmaLocking vmaLocking();

  /** A free lock for an address space. */
  default RangeLock newMmapLock(Machine machine) {
    return machine.newSemaphore(Kernel.MMAP_SEM);
  }

  /** Serves a fault without the lock of its address space; returns whether it did. */
  default boolean speculate(SpeculativeFault fault) {
    return false;
  }

  /** How a fault holds mmap_sem while it grows a stack; asked once, at boot. */
  StackLocking stackLocking();

  /** Whether what should be left out for huge pages is done, and the other way round. */
  default boolean skipVmFlagsInverted() {
    return false;
  }
}
