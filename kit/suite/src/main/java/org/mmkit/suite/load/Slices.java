// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.load;

import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.MachineCost;
import org.mmkit.machine.profile.MachineProfile;

/** Tasks that outnumber the CPUs take turns, also where the profile does not say for how long. */
final class Slices {
  private static final MachineProfile.Figure STANDARD =
      new MachineProfile.Figure(3_000_000_000L, Basis.ASSUMED, "3 ms");

  private Slices() {}

  static MachineProfile in(MachineProfile profile) {
    return profile.picoseconds(MachineCost.SLICE) > 0
        ? profile
        : profile.with(MachineCost.SLICE, STANDARD);
  }
}
