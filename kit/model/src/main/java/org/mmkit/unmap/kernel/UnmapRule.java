// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.Rule;
import org.mmkit.machine.RuleInfo;
import org.mmkit.unmap.UnmapStrategy;

/** What the contract of {@link UnmapStrategy} asks beside the invariants of the address space. */
// Read by the suite alone, to which the machine is exported.
@SuppressWarnings("exports")
public enum UnmapRule implements Rule {
  S1("MM0601", "munmap returned a number that munmap never returns"),
  S5("MM0602", "special mapping unmapped without mmap_sem held for writing");

  private final RuleInfo info;

  UnmapRule(String code, String title) {
    this.info = RuleInfo.safety(code, name(), title);
  }

  @Override
  public RuleInfo info() {
    return info;
  }
}
