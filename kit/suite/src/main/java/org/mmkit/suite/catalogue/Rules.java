// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.catalogue;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mmkit.machine.MachineRule;
import org.mmkit.machine.Rule;
import org.mmkit.mm.MmRule;
import org.mmkit.suite.check.SpecRule;
import org.mmkit.suite.explore.ExploreRule;
import org.mmkit.unmap.kernel.UnmapRule;

/** The catalogue of rules. */
public final class Rules {
  private static final List<Rule> ALL =
      Stream.<Rule[]>of(
              MachineRule.values(),
              MmRule.values(),
              UnmapRule.values(),
              SpecRule.values(),
              ExploreRule.values())
          .flatMap(Stream::of)
          .sorted(Comparator.comparing(rule -> rule.info().code()))
          .toList();

  private Rules() {}

  /** All rules, by their codes: from the machine upwards. */
  public static List<Rule> all() {
    return ALL;
  }
}
