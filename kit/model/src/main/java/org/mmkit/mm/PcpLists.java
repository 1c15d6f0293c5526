// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Access;
import org.mmkit.machine.ChoiceKind;
import org.mmkit.machine.Machine;

/**
 * The free frames of each CPU, last freed first ({@code per_cpu_pages}). The lists are linked
 * through the free frames themselves.
 */
final class PcpLists {
  private final Machine machine;
  private final MemMap memMap;
  private final int[] heads;

  PcpLists(Machine machine, MemMap memMap, int cpus) {
    this.machine = machine;
    this.memMap = memMap;
    this.heads = new int[cpus];
  }

  /** What stands for the list of a CPU where steps say which object they touch. */
  static long id(int cpu) {
    return -1000L - cpu;
  }

  /** Whether a CPU has a free frame. */
  boolean has(int cpu) {
    return heads[cpu] != 0;
  }

  /** Takes the frame that was freed last on a CPU; 0 if it has none. */
  int take(int cpu) {
    int frame = heads[cpu];
    if (frame != 0) {
      Unnamed.FREE_PAGES.touch(machine, cpu, Access.WRITE);
      heads[cpu] = memMap.chunk(frame).mapcount[MemMap.slot(frame)];
    }
    return frame;
  }

  /** Adds a free frame, which is in a slot of a chunk, to the list of a CPU. */
  void add(int cpu, int frame, MemMap.Chunk chunk, int slot) {
    Unnamed.FREE_PAGES.touch(machine, cpu, Access.WRITE);
    chunk.mapcount[slot] = heads[cpu];
    heads[cpu] = frame;
  }

  /** The CPU whose list serves an allocation: another one's only where the schedule chooses so. */
  int donor(int cpu) {
    if (heads[cpu] != 0) {
      return cpu;
    }
    boolean chooses = machine.options().choices().contains(ChoiceKind.FRAME_REUSE);
    for (int other = 0; other < heads.length && chooses; other++) {
      Unnamed.FREE_PAGES.touch(machine, other, Access.READ);
      if (heads[other] != 0) {
        return machine.choose(ChoiceKind.FRAME_REUSE, 2) == 1 ? other : cpu;
      }
    }
    return cpu;
  }
}
