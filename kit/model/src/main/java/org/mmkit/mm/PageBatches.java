// SPDX-License-Identifier: Apache-2.0
package org.mmkit.mm;

import org.mmkit.machine.Bottleneck;
import org.mmkit.machine.Machine;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.Hardware;

/**
 * When a CPU that takes or gives back pages needs a lock that all CPUs of its socket share: the
 * zone's, to fill its list of free pages or to shorten it, and the LRU's, once it has collected
 * some pages for it. Only the time counts: which frames are free is the business of the {@link
 * PcpLists}.
 */
final class PageBatches {
  /** A list that is that many batches long gives one back ({@code pcp->high}). */
  private static final int HIGH = 6;

  private final Hardware hardware;
  private final int freeBatch;
  private final int lruBatch;
  private final Bottleneck[] zones;
  private final Bottleneck[] lrus;
  private final int[] free;
  private final int[] collected;

  PageBatches(Machine machine) {
    this.hardware = machine.profile().hardware();
    this.freeBatch = (int) machine.profile().pages(MmBatch.PCP_BATCH);
    this.lruBatch = (int) machine.profile().pages(MmBatch.LRU_PAGEVEC);
    int cpus = freeBatch + lruBatch == 0 ? 0 : machine.cpus();
    this.free = new int[cpus];
    this.collected = new int[cpus];
    int sockets = cpus == 0 ? 0 : hardware.socketOf(cpus - 1) + 1;
    this.zones = bottlenecks(machine, sockets, MmCost.ZONE_BATCH);
    this.lrus = bottlenecks(machine, sockets, MmCost.LRU_BATCH);
  }

  private static Bottleneck[] bottlenecks(Machine machine, int sockets, Cost hold) {
    Bottleneck[] all = new Bottleneck[sockets];
    for (int socket = 0; socket < sockets; socket++) {
      all[socket] = new Bottleneck(machine, hold);
    }
    return all;
  }

  /** A CPU is about to take a page, which will be on the LRU. */
  void take(int cpu) {
    if (freeBatch > 0 && free[cpu]-- == 0) {
      free[cpu] = freeBatch - 1;
      zones[hardware.socketOf(cpu)].use();
    }
    collect(cpu);
  }

  /** A CPU has freed a page, which was on the LRU. */
  void give(int cpu) {
    if (freeBatch > 0 && ++free[cpu] > HIGH * freeBatch) {
      free[cpu] -= freeBatch;
      zones[hardware.socketOf(cpu)].use();
    }
    collect(cpu);
  }

  private void collect(int cpu) {
    if (lruBatch > 0 && ++collected[cpu] == lruBatch) {
      collected[cpu] = 0;
      lrus[hardware.socketOf(cpu)].use();
    }
  }
}
