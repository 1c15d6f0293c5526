// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mmkit.machine.profile.Basis;
import org.mmkit.machine.profile.MachineProfile;

/** What the numbers of a machine rest on, in sentences. */
final class MachineText {
  private MachineText() {}

  /**
   * The machine, what its profile is fitted to, and how many other figures are measured or assumed.
   *
   * @param policy the rule of its semaphores
   */
  static String of(MachineProfile profile, String policy) {
    Map<Basis, Integer> counts = new EnumMap<>(Basis.class);
    TreeMap<String, String> fitted = new TreeMap<>();
    for (String cost : profile.costs()) {
      MachineProfile.Figure figure = profile.figure(cost);
      if (figure != null) {
        counts.merge(figure.basis(), 1, Integer::sum);
        if (figure.basis() == Basis.FITTED) {
          fitted.put(cost, figure.note());
        }
      }
    }
    String machine =
        "Profile %s: %s on %s, mmap_sem by the rule %s. "
            .formatted(
                profile.name(),
                count(profile.cpus(), "CPU"),
                count(profile.hardware().sockets(), "socket"),
                policy);
    return machine + fitted(fitted) + others(counts);
  }

  private static String fitted(Map<String, String> fitted) {
    return fitted.isEmpty()
        ? "No figure is fitted to a published measurement. "
        : fitted.entrySet().stream()
            .map(one -> one.getKey().toLowerCase(Locale.ROOT) + "_ns to " + one.getValue())
            .collect(Collectors.joining("; ", "Fitted: ", ". "));
  }

  private static String others(Map<Basis, Integer> counts) {
    return counts.entrySet().stream()
        .map(one -> one.getValue() + " " + one.getKey().name().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(", ", "Figures: ", "."));
  }

  private static String count(int number, String word) {
    return number + " " + word + (number == 1 ? "" : "s");
  }
}
