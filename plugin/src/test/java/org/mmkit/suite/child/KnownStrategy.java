// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.child;

import org.mmkit.unmap.Strategy;
import org.mmkit.unmap.UnmapContext;
import org.mmkit.unmap.UnmapStrategy;

@Strategy(id = "known", title = "A shipped strategy with a defect", source = "a test")
public final class KnownStrategy implements UnmapStrategy {

  @Override
  public int munmap(UnmapContext kernel, long start, long length) {
    return -1;
  }
}
