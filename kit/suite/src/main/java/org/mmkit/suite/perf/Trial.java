// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.machine.LockOptions;
import org.mmkit.mm.config.KernelParams;
import org.mmkit.suite.Defects;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * What is measured.
 *
 * @param strategy gives a new instance for each run
 * @param defects bugs of the past that are switched on beside it
 * @param fiber what carries the tasks
 */
public record Trial(Supplier<UnmapStrategy> strategy, Defects defects, FiberKind fiber) {

  /** The same machine with the munmap of Linux 4.18 and no defect. */
  Trial baseline() {
    return new Trial(ExclusiveMunmap::new, Defects.NONE, fiber);
  }

  LockOptions locks() {
    return defects.lockOptions();
  }

  /** The standard kernel. */
  KernelParams params() {
    return KernelParams.standard();
  }
}
