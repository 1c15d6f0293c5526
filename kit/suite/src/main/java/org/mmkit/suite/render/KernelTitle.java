// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.render;

import java.util.Map;
import org.mmkit.machine.MachineRule;
import org.mmkit.machine.Rule;

/** The first line of a report, in the grammar of the kernel's log. */
final class KernelTitle {
  /** Where the kernel has a line of its own for it. */
  private static final Map<String, String> OWN =
      Map.of(
          "P5", "BUG: Bad page state",
          "A2", "BUG: Bad rss-counter state",
          "T5", "BUG: non-zero pgtables_bytes on freeing mm",
          "P1", "BUG: Bad page map");

  private KernelTitle() {}

  static String of(Rule rule) {
    if (rule == MachineRule.SLEEP_IN_ATOMIC) {
      return "BUG: " + rule.title();
    } else if (rule == MachineRule.DEADLOCK || rule == MachineRule.LIVELOCK) {
      return "INFO: " + rule.title();
    } else if (rule instanceof MachineRule || isAboutLocks(rule)) {
      return "WARNING: " + rule.title();
    }
    return OWN.getOrDefault(rule.id(), "BUG: MMKIT: " + rule.title());
  }

  /** Rules D1 to D9 say which lock guards what. */
  private static boolean isAboutLocks(Rule rule) {
    return rule.id().matches("D\\d");
  }
}
