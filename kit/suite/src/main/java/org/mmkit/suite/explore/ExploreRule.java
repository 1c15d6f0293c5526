// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.explore;

import org.mmkit.machine.FindingClass;
import org.mmkit.machine.Rule;
import org.mmkit.machine.RuleInfo;

/** What a search asks of a strategy beside the rules that its runs must keep. */
public enum ExploreRule implements Rule {
  /** A run is a function of program, strategy and schedule. */
  REPEAT("MM0801", "run differs although its schedule is the same", FindingClass.SAFETY),
  /** An instance of a strategy is as good as another. */
  STATE("MM0802", "strategy keeps state between calls", FindingClass.SAFETY),
  /** Somewhere a range is unmapped. */
  UNMAPS("MM0811", "munmap never succeeds", FindingClass.SAFETY),
  /** A strategy that claims to downgrade does so in some run. */
  DOWNGRADES("MM0812", "claimed downgrade is never made", FindingClass.PERFORMANCE),
  /** A task that waits for the lock can be killed. */
  KILLABLE("MM0813", "munmap cannot be killed while it waits", FindingClass.PERFORMANCE);

  private final RuleInfo info;

  ExploreRule(String code, String title, FindingClass findingClass) {
    this.info = new RuleInfo(code, name(), title, findingClass);
  }

  @Override
  public RuleInfo info() {
    return info;
  }
}
