// SPDX-License-Identifier: Apache-2.0
package org.mmkit.machine.profile;

/**
 * What a machine consists of.
 *
 * @param cpus number of CPUs
 * @param sockets number of sockets; each has the same number of CPUs, in the order of their numbers
 * @param hz scheduler ticks per second
 */
public record Hardware(int cpus, int sockets, int hz) {

  /** Checks that there are as many as can be. */
  public Hardware {
    if (cpus < 1 || sockets < 1 || hz < 1) {
      throw new IllegalArgumentException(
          "cpus " + cpus + ", sockets " + sockets + " and hz " + hz + " must be positive");
    }
    if (sockets > cpus || cpus % sockets != 0) {
      throw new IllegalArgumentException(
          cpus + " CPUs cannot be spread evenly over " + sockets + " sockets");
    }
  }

  /** The socket of a CPU; a machine with more CPUs than these has more sockets. */
  public int socketOf(int cpu) {
    return cpu / (cpus / sockets);
  }
}
