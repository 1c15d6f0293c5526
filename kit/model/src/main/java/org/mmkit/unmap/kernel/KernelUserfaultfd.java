// SPDX-License-Identifier: Apache-2.0
package org.mmkit.unmap.kernel;

import org.mmkit.mm.UnmapEvents;
import org.mmkit.unmap.UserfaultfdUnmap;
import org.mmkit.unmap.VmaRange;

/** The events of one munmap, as a strategy sees them. */
record KernelUserfaultfd(KernelContext context, UnmapEvents events) implements UserfaultfdUnmap {
  @Override
  public int prep(VmaRange vmas) {
    context.says("userfaultfd.prep");
    return context.answer("userfaultfd.prep", events.prep(KernelContext.range(vmas)));
  }

  @Override
  public void complete() {
    context.says("userfaultfd.complete");
    events.complete();
  }
}
