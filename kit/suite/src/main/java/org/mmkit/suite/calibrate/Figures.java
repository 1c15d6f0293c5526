// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.calibrate;

import java.util.Locale;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.Cost;
import org.mmkit.machine.profile.MachineProfile;

/** Figures of profiles in nanoseconds. */
final class Figures {
  private static final double PS_PER_NS = 1000;
  private static final long TENTH_NS_PS = 100;

  private Figures() {}

  static double ns(MachineProfile profile, Cost cost) {
    return profile.picoseconds(cost) / PS_PER_NS;
  }

  /** The profile with a fitted figure, to a tenth of a nanosecond. */
  static MachineProfile with(MachineProfile profile, Cost cost, double ns, String note) {
    long ps = Math.round(ns * PS_PER_NS / TENTH_NS_PS) * TENTH_NS_PS;
    return profile.with(cost, new MachineProfile.Figure(ps, Basis.FITTED, note));
  }

  /** How files name it. */
  static String key(Cost cost) {
    return cost.name().toLowerCase(Locale.ROOT) + "_ns";
  }
}
