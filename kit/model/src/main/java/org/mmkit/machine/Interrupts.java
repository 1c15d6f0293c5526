// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine;

import org.mmkit.machine.profile.Hardware;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/**
 * Interrupts from one CPU to others. Where the profile gives their figures, the sender waits for
 * the slowest answer, a CPU answers one after the other, the task that it runs loses the time
 * unless it waits for answers itself, and a CPU that idles is spared.
 */
public final class Interrupts {
  private final Machine machine;
  private final Hardware hardware;
  private final long socketPs;
  private final long remotePs;
  private final long stallPs;

  /** When each CPU has answered all that it was sent. */
  private final long[] answeredPs;

  private long sent;

  Interrupts(Machine machine, MachineProfile profile, int cpus) {
    this.machine = machine;
    this.hardware = profile.hardware();
    this.socketPs = profile.picoseconds(MachineCost.IPI_SOCKET);
    this.remotePs = profile.picoseconds(MachineCost.IPI_REMOTE);
    this.stallPs = profile.picoseconds(MachineCost.IPI_STALL);
    this.answeredPs = new long[areTimed() ? cpus : 0];
  }

  private boolean areTimed() {
    return socketPs + remotePs + stallPs > 0;
  }

  /** How many were sent to CPUs that were not spared. */
  public long sent() {
    return sent;
  }

  /** Whether a CPU need not be sent one, because it idles. */
  public boolean spares(int cpu) {
    return areTimed() && machine.engine().cpus.isIdle(cpu, machine.nowPs());
  }

  /** The running task sends one to a CPU that is not spared; returns when it is answered. */
  public long send(int cpu) {
    sent++;
    Task sender = machine.current();
    if (!areTimed() || sender == null) {
      return 0;
    }
    boolean near = hardware.socketOf(cpu) == hardware.socketOf(sender.cpu());
    long arrivesPs = sender.clockPs + (near ? socketPs : remotePs);
    answeredPs[cpu] = Math.max(arrivesPs, answeredPs[cpu]) + stallPs;
    machine.engine().cpus.interrupt(cpu, arrivesPs, stallPs);
    return answeredPs[cpu];
  }

  /** The running task waits, busily, until a time at which all have answered. */
  public void await(long ps) {
    Task sender = machine.current();
    if (sender != null) {
      sender.awaitBusily(ps);
    }
  }
}
