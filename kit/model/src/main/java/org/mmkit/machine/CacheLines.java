// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/** How long atomic operations occupy the lines of a machine's caches, by distance. */
final class CacheLines {
  private final Hardware hardware;
  private final long cpuPs;
  private final long socketPs;
  private final long remotePs;

  CacheLines(MachineProfile profile) {
    this.hardware = profile.hardware();
    this.cpuPs = profile.picoseconds(MachineCost.LINE_CPU);
    this.socketPs = profile.picoseconds(MachineCost.LINE_SOCKET);
    this.remotePs = profile.picoseconds(MachineCost.LINE_REMOTE);
  }

  /** Whether some operation takes time: if not, no line is needed. */
  boolean areTimed() {
    return cpuPs + socketPs + remotePs > 0;
  }

  /** How long an operation occupies a line, by the CPU that had it before, or -1. */
  long occupancyPs(int before, int cpu) {
    if (before == cpu) {
      return cpuPs;
    }
    if (before < 0) {
      return 0;
    }
    return hardware.socketOf(before) == hardware.socketOf(cpu) ? socketPs : remotePs;
  }
}
