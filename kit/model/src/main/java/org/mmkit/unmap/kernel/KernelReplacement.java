// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.mm.TaskStruct;
import org.mmkit.unmap.Replacement;

/** A strategy's replacement, as mmap sees it. */
record KernelReplacement(Replacement strategy, KernelContext context, TaskStruct task)
    implements org.mmkit.mm.Replacement {

  @Override
  public int gather() {
    int error = strategy.gather();
    if (!StrategyPaths.LEGAL.contains(error)) {
      task.kernel()
          .machine()
          .report(UnmapRule.S1, "gathering what MAP_FIXED replaces returned " + error);
    }
    return error;
  }

  @Override
  public long pages() {
    return strategy.pages();
  }

  @Override
  public int cleanUp() {
    context.setReplacing(true);
    strategy.cleanUp();
    context.setReplacing(false);
    return 0;
  }

  @Override
  public void closeByOwners() {
    context.closeByOwners();
  }

  @Override
  public void complete() {
    strategy.complete();
    context.hasReplaced();
  }

  @Override
  public void abort() {
    strategy.abort();
  }
}
