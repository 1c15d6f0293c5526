// SPDX-License-Identifier: Apache-2.0
package org.mmkit.suite.perf;

import java.util.function.Supplier;
import org.mmkit.machine.FiberKind;
import org.mmkit.suite.Defects;
import org.mmkit.suite.run.Setup;
import org.mmkit.unmap.UnmapStrategy;
import org.mmkit.unmap.exclusive.ExclusiveMunmap;

/**
 * What is measured.
 *
 * @param strategy gives a new instance for each run
 * @param setup what it runs on
 */
public record Trial(Supplier<UnmapStrategy> strategy, Setup setup) {

  /** The standard machine and kernel with some bugs of the past. */
  public static Trial of(Supplier<UnmapStrategy> strategy, Defects defects, FiberKind fiber) {
    return new Trial(strategy, Setup.standard(defects, fiber));
  }

  /** The same machine with the munmap of Linux 4.18 and no defect. */
  Trial baseline() {
    return of(ExclusiveMunmap::new, Defects.NONE, setup.machine().fibers());
  }
}
