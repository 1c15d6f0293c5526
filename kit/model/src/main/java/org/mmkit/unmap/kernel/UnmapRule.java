// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.machine.Rule;
import org.mmkit.unmap.UnmapStrategy;

/** What the contract of {@link UnmapStrategy} asks beside the invariants of the address space. */
// Read by the suite alone, to which the machine is exported.
@SuppressWarnings("exports")
public enum UnmapRule implements Rule {
  S1("MM0601", "munmap returned a number that munmap never returns"),
  S5("MM0602", "special mapping unmapped without mmap_sem held for writing");

  private final String code;
  private final String title;

  UnmapRule(String code, String title) {
    this.code = code;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public String id() {
    return name();
  }

  @Override
  public String title() {
    return title;
  }
}
